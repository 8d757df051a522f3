package dev.claudeworker.plugin.mcptools;

import dev.claudeworker.spi.JsonCodec;
import dev.claudeworker.spi.JsonValue;
import dev.claudeworker.spi.JsonValue.JsonBoolean;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.tool.ToolHints;
import dev.claudeworker.spi.tool.WorkerApi.Request;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/** Tools that wait for tasks: for a bounded time, telling how it goes, and never with an error because it takes longer. */
final class WaitTools {

  private static final Set<String> FINAL = Set.of("completed", "failed", "skipped", "cancelled");
  private static final long DEFAULT_WAIT_SECONDS = 50;
  private static final long TOLD_EVERY_SECONDS = 5;
  private static final int MAX_TASKS = 100;

  private final JsonCodec json;
  private final Duration maxWait;

  WaitTools(JsonCodec json, Duration maxWait) {
    this.json = json;
    this.maxWait = maxWait;
  }

  List<ProductTool> tools() {
    return List.of(
        ProductTool.of(json, "wait_for_task",
            """
                Waits until a task has ended and returns it with its result. If it takes longer than timeout, it returns with \
                still_running: true and the state so far; that is no failure, call again or go on with other work.""",
            timeout(Input.none().mustId("task_id", "The task's id.")), ToolHints.READS,
            call -> await(call, List.of(call.id("task_id")))),
        ProductTool.of(json, "wait_for_any",
            """
                Waits until the first of several tasks has ended and returns all of them as they stand. If none ends within \
                timeout, it returns with still_running: true; call again or go on with other work.""",
            timeout(Input.none().mustTexts("task_ids", "Ids of up to 100 tasks.")), ToolHints.READS,
            call -> await(call, ids(call))));
  }

  private Input timeout(Input input) {
    return input.number("timeout", "Seconds to wait; 50 unless given, at most " + maxWait.toSeconds() + ".", 1,
        maxWait.toSeconds());
  }

  private static List<String> ids(Call call) {
    List<String> ids = call.texts("task_ids");
    if (ids.isEmpty() || ids.size() > MAX_TASKS || !ids.stream().allMatch(Call::isId)) {
      throw new ToolRefusal("'task_ids' must be a list of 1 to " + MAX_TASKS + " ids; list_tasks shows them.");
    }
    return ids;
  }

  /** The server wakes up at an end; in between it is asked now and then only to tell how it goes. */
  private JsonObject await(Call call, List<String> ids) throws InterruptedException {
    long wanted = call.number("timeout").orElse(Math.min(DEFAULT_WAIT_SECONDS, maxWait.toSeconds()));
    // Whoever gets a handle waits by it, for as long as it takes.
    long atMost = call.call().followsWork() ? 0 : wanted;
    List<JsonObject> tasks = look(call, ids, 0);
    for (long waited = 0; waited < atMost && tasks.stream().noneMatch(WaitTools::hasEnded);) {
      call.call().progress(waited, OptionalDouble.of(atMost), doing(tasks.getFirst()));
      long slice = Math.min(TOLD_EVERY_SECONDS, atMost - waited);
      tasks = look(call, ids, slice);
      waited += slice;
    }
    return answer(whole(call, tasks), tasks.stream().noneMatch(WaitTools::hasEnded));
  }

  private static List<JsonObject> look(Call call, List<String> ids, long seconds) throws InterruptedException {
    Map<String, String> query = Map.of("id", String.join(",", ids), "timeout", Long.toString(seconds));
    return Call.objects(call.ask(Request.get(Call.BASE + "/tasks/wait").withQuery(query)), "tasks");
  }

  /** Lists carry previews; what has ended is wanted whole. */
  private static List<JsonObject> whole(Call call, List<JsonObject> tasks) throws InterruptedException {
    List<JsonObject> whole = new ArrayList<>();
    for (JsonObject task : tasks) {
      whole.add(hasEnded(task) ? call.ask(Request.get(Call.BASE + "/tasks/" + id(task))) : task);
    }
    return whole;
  }

  private static String id(JsonObject task) {
    return task.get("id").map(Call::plain).orElse("");
  }

  private static boolean hasEnded(JsonObject task) {
    return FINAL.contains(task.text("status").orElse(""));
  }

  private static String doing(JsonObject task) {
    return task.text("status").orElse("") + task.text("last_action_cache").map(action -> ": " + action).orElse("");
  }

  private static JsonObject answer(List<JsonObject> tasks, boolean stillRunning) {
    JsonValue running = new JsonBoolean(stillRunning);
    if (tasks.size() == 1) {
      return Digest.task(tasks.getFirst()).with("still_running", running);
    }
    List<JsonValue> digests = tasks.stream().<JsonValue>map(Digest::task).toList();
    return JsonObject.EMPTY.with("tasks", new JsonValue.JsonArray(digests)).with("still_running", running);
  }
}
