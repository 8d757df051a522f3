package dev.claudeworker.plugin.mcptools;

import dev.claudeworker.spi.JsonCodec;
import dev.claudeworker.spi.JsonValue;
import dev.claudeworker.spi.JsonValue.JsonArray;
import dev.claudeworker.spi.JsonValue.JsonNumber;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.JsonValue.JsonString;
import dev.claudeworker.spi.tool.ToolHints;
import dev.claudeworker.spi.tool.WorkerApi.Request;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tools that look at tasks and change them. */
final class TaskTools {

  private static final String TASK = "The task's id.";
  private static final long MAX_LINES = 1_000;
  private static final long DEFAULT_LINES = 100;
  private static final String FINISHED = "completed,failed,cancelled,skipped";

  private final JsonCodec json;

  TaskTools(JsonCodec json) {
    this.json = json;
  }

  List<ProductTool> tools() {
    return List.of(
        ProductTool.of(json, "get_task_status",
            """
                Tells how a task stands: its status, why it waits (wait_reason), what it is doing (last_action_cache), its result \
                (final_summary), or what went wrong and what to do about it (error). Do not call it in a loop; use wait_for_task to \
                wait. If there is no such task, list_tasks shows those there are.""",
            Input.none().mustId("task_id", TASK), ToolHints.READS,
            call -> Digest.task(call.ask(Request.get(task(call))))),
        ProductTool.of(json, "list_tasks",
            """
                Lists tasks, newest first, with the beginning of their prompts; more is true if there are older ones. Use status to \
                see only some, for example failed or running,pending,waiting, and get_task_status for one of them as a whole.""",
            Input.none()
                .text("status", "Only these states, separated by commas: pending, waiting, running, completed, failed, "
                    + "skipped, cancelled.")
                .number("limit", "At most so many; 10 unless given.", 1, Call.MAX_LISTED),
            ToolHints.READS, TaskTools::list),
        ProductTool.of(json, "get_task_logs",
            """
                Shows what a task did, line by line, the last lines of its last attempt; earlier_lines counts those left out. Use it \
                when a result is not what you expected, and level detailed for every tool call.""",
            Input.none()
                .mustId("task_id", TASK)
                .word("level", "summary unless given.", "summary", "detailed")
                .number("lines", "The last so many; 100 unless given.", 1, MAX_LINES),
            ToolHints.READS, TaskTools::logs),
        ProductTool.of(json, "cancel_task",
            """
                Cancels a task, running or not, that nobody needs any more. Returns it: cancelled, or still running for the moment \
                that it takes to end. It never starts afterwards; tasks that depend on it are skipped. A task that has ended cannot \
                be cancelled, and needs not be.""",
            Input.none()
                .mustId("task_id", TASK)
                .flag("force", "End a running one at once, without a moment to tidy up."),
            ToolHints.REMOVES,
            call -> Digest.task(call.ask(Request.post(task(call) + "/cancel", force(call))))),
        ProductTool.of(json, "retry_task",
            """
                Runs a failed, skipped or cancelled task again, in the Claude session that it had, with as many retries as at first. \
                Use it when the cause is gone: error.suggestion of get_task_status says whether it helps. A completed task takes \
                resume_task.""",
            Input.none().mustId("task_id", TASK), ToolHints.ADDS,
            call -> Digest.task(call.ask(Request.post(task(call) + "/retry", JsonObject.EMPTY)))),
        ProductTool.of(json, "resume_task",
            """
                Continues a task that has ended in its own Claude session, with everything it knows, and gives it another text. \
                Use it for corrections and follow-up questions. It also answers a task that waits with reason input or approval: \
                the text is the answer, for an approval yes or no.""",
            Input.none().mustId("task_id", TASK).text("text", "What to do next."), ToolHints.ADDS,
            call -> Digest.task(call.ask(Request.post(task(call) + "/resume", text(call))))),
        ProductTool.of(json, "set_priority",
            """
                Changes the priority of a task that has not ended; it counts from the next time that a place is free. Returns the \
                task.""",
            Input.none().mustId("task_id", TASK).mustText("priority", "low, normal, high, urgent or 0-100."),
            ToolHints.SETS, TaskTools::setPriority),
        ProductTool.of(json, "delete_task",
            """
                Removes a task that has ended, with its result and logs, for everybody. An active one must be cancelled first, and \
                one of an orchestration that still runs stays.""",
            Input.none().mustId("task_id", TASK), ToolHints.REMOVES, TaskTools::delete),
        ProductTool.of(json, "clear_tasks",
            """
                Removes tasks that have ended, at most 200 at a time, and tells how many. Tasks that others still depend on stay.""",
            Input.none()
                .text("status",
                    "Only these of completed, failed, cancelled, skipped, separated by commas; all unless given."),
            ToolHints.REMOVES, TaskTools::clear));
  }

  private static String task(Call call) {
    return Call.BASE + "/tasks/" + call.id("task_id");
  }

  private static JsonObject list(Call call) throws InterruptedException {
    JsonObject page = call.list("/tasks");
    return JsonObject.EMPTY
        .with("tasks", Digest.each(page.get("tasks").orElse(JsonObject.EMPTY), Digest::taskInList))
        .with("more", new JsonValue.JsonBoolean(page.text("next_cursor").isPresent()));
  }

  private static JsonObject logs(Call call) throws InterruptedException {
    JsonObject log = call.ask(Request.get(task(call) + "/logs")
        .withQuery(Map.of("level", call.text("level").orElse("summary"))));
    int most = Math.toIntExact(call.number("lines").orElse(DEFAULT_LINES));
    List<JsonObject> lines = Call.objects(log, "lines");
    List<JsonObject> last = lines.subList(Math.max(0, lines.size() - most), lines.size());
    return JsonObject.EMPTY.with("lines", JsonArray.ofTexts(last.stream().map(TaskTools::line).toList()))
        .with("earlier_lines", lines.size() - last.size());
  }

  private static String line(JsonObject line) {
    return line.text("at").map(at -> at + " ").orElse("") + line.text("text").orElse("");
  }

  private static JsonObject force(Call call) {
    return JsonObject.EMPTY.with("force", new JsonValue.JsonBoolean(call.flag("force")));
  }

  private static JsonObject text(Call call) {
    Optional<String> text = call.text("text");
    return text.isPresent() ? JsonObject.EMPTY.with("text", text.get()) : JsonObject.EMPTY;
  }

  private static JsonObject setPriority(Call call) throws InterruptedException {
    JsonValue priority = call.priority().orElse(new JsonString(""));
    var request = new Request("PATCH", task(call), Map.of(),
        Optional.of(JsonObject.EMPTY.with("priority", priority)), Optional.empty());
    return Digest.task(call.ask(request));
  }

  private static JsonObject delete(Call call) throws InterruptedException {
    call.ask(Request.delete(task(call)));
    return JsonObject.EMPTY.with("deleted", Long.parseLong(call.id("task_id")));
  }

  private static JsonObject clear(Call call) throws InterruptedException {
    String wanted = call.text("status").orElse(FINISHED);
    if (!List.of(FINISHED.split(",", -1)).containsAll(List.of(wanted.replace(" ", "").split(",", -1)))) {
      throw new ToolRefusal("'status' may only name states of tasks that have ended: " + FINISHED.replace(",", ", ")
          + ". Cancel active tasks with cancel_task first.");
    }
    JsonObject page = call.ask(Request.get(Call.BASE + "/tasks")
        .withQuery(Map.of("status", wanted.replace(" ", ""), "limit", Long.toString(Call.MAX_LISTED))));
    int deleted = 0;
    int kept = 0;
    for (JsonObject task : Call.objects(page, "tasks")) {
      String id = ((JsonNumber) task.get("id").orElseThrow()).value().toPlainString();
      if (call.api().send(Request.delete(Call.BASE + "/tasks/" + id)).succeeded()) {
        deleted++;
      } else {
        kept++;
      }
    }
    return JsonObject.EMPTY.with("deleted_tasks", deleted)
        .with("kept_tasks", kept)
        .with("more", new JsonValue.JsonBoolean(page.text("next_cursor").isPresent()));
  }
}
