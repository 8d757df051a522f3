package dev.claudeworker.plugin.mcptools;

import dev.claudeworker.spi.JsonCodec;
import dev.claudeworker.spi.JsonValue;
import dev.claudeworker.spi.JsonValue.JsonBoolean;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.tool.ToolHints;
import dev.claudeworker.spi.tool.WorkerApi.Request;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;

/** Tools that wait for tasks: for a bounded time, telling how it goes, and never with an error because it takes longer. */
final class WaitTools {

  private static final Set<String> FINAL = Set.of("completed", "failed", "skipped", "cancelled");
  private static final Duration DEFAULT_WAIT = Duration.ofSeconds(50);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);
  private static final int MAX_TASKS = 100;

  private final JsonCodec json;
  private final Duration maxWait;
  private final InstantSource clock;

  WaitTools(JsonCodec json, Duration maxWait, InstantSource clock) {
    this.json = json;
    this.maxWait = maxWait;
    this.clock = clock;
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

  private JsonObject await(Call call, List<String> ids) throws InterruptedException {
    Duration atMost = call.number("timeout").map(Duration::ofSeconds).orElse(min(DEFAULT_WAIT, maxWait));
    Instant begin = clock.instant();
    Duration pause = FIRST_PAUSE;
    List<JsonObject> tasks = look(call, ids);
    while (tasks.stream().noneMatch(WaitTools::hasEnded)) {
      Duration waited = Duration.between(begin, clock.instant());
      if (waited.compareTo(atMost) >= 0) {
        return answer(tasks, true);
      }
      call.call().progress(waited.toMillis() / 1e3, OptionalDouble.of(atMost.toSeconds()), doing(tasks.getFirst()));
      Thread.sleep(min(pause, atMost.minus(waited)));
      pause = min(pause.multipliedBy(2), LONGEST_PAUSE);
      tasks = look(call, ids);
    }
    return answer(tasks, false);
  }

  private static List<JsonObject> look(Call call, List<String> ids) throws InterruptedException {
    List<JsonObject> tasks = new ArrayList<>();
    for (String id : ids) {
      tasks.add(call.ask(Request.get(Call.BASE + "/tasks/" + id)));
    }
    return tasks;
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

  private static Duration min(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
