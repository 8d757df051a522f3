package dev.claudeworker.plugin.mcptools;

import dev.claudeworker.spi.JsonCodec;
import dev.claudeworker.spi.JsonValue;
import dev.claudeworker.spi.JsonValue.JsonBoolean;
import dev.claudeworker.spi.JsonValue.JsonNumber;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.tool.Question;
import dev.claudeworker.spi.tool.ToolContent;
import dev.claudeworker.spi.tool.ToolResult;
import dev.claudeworker.spi.tool.WorkState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How a task or an orchestration stands, as work that goes on. */
final class QueueState {

  private QueueState() {}

  static WorkState ofTask(JsonObject task, JsonCodec json) {
    String name = "Task " + number(task, "id");
    Optional<JsonObject> asks = object(task, "wait_reason").filter(QueueState::isQuestion);
    if (asks.isPresent()) {
      Question question = question(name, asks.get());
      return new WorkState.Asking(name + " waits for an answer.",
          Map.of("answer-" + number(task, "attempts"), question), time(task, "started_at"));
    }
    String status = status(task);
    return switch (status) {
      case "completed", "failed", "skipped" -> ended(
          Digest.task(task).with("still_running", new JsonBoolean(false)), name, task, json);
      case "cancelled" -> new WorkState.Cancelled(name + " was cancelled.", time(task, "ended_at"));
      default -> new WorkState.Working(name + " is " + status
          + task.text("last_action_cache").map(action -> ": " + action).orElse("."), time(task, "started_at"));
    };
  }

  static WorkState ofOrchestration(JsonObject orchestration, JsonCodec json) {
    String name = "Orchestration " + number(orchestration, "id");
    String status = status(orchestration);
    return switch (status) {
      case "completed", "failed", "timed_out" -> ended(
          Digest.orchestration(orchestration), name, orchestration, json);
      case "cancelled" -> new WorkState.Cancelled(name + " was cancelled.", time(orchestration, "ended_at"));
      default -> new WorkState.Working(name + " is " + status + ": " + number(orchestration, "completed_tasks") + " of "
          + number(orchestration, "total_tasks") + " tasks completed.", time(orchestration, "started_at"));
    };
  }

  /** A failure begins with what went wrong, in words. */
  private static WorkState ended(JsonObject digest, String name, JsonObject document, JsonCodec json) {
    boolean failed = !status(document).equals("completed");
    var whole = new ToolContent.Text(json.print(digest));
    List<ToolContent> content = failed ? List.of(new ToolContent.Text(told(name, document)), whole) : List.of(whole);
    return new WorkState.Ended(new ToolResult(content, failed, Optional.of(digest)), time(document, "ended_at"));
  }

  private static String told(String name, JsonObject document) {
    String why = document.text("error_message").map(message -> ": " + message).orElse(".");
    String suggestion = object(document, "error").flatMap(error -> error.text("suggestion")).orElse("");
    return (name + " " + status(document).replace('_', ' ') + why + " " + suggestion).strip();
  }

  private static boolean isQuestion(JsonObject reason) {
    String code = reason.text("code").orElse("");
    return code.equals("input") || code.equals("approval");
  }

  private static Question question(String name, JsonObject reason) {
    JsonObject details = object(reason, "details").orElse(JsonObject.EMPTY);
    String message = details.text("question").orElse(name + " waits for an answer.");
    Optional<JsonObject> schema = object(details, "schema");
    if (schema.isPresent()) {
      return new Question.Form(message, schema.get());
    }
    return reason.text("code").equals(Optional.of("approval")) ? Question.confirm(message)
        : Question.text(message, "answer");
  }

  private static String status(JsonObject document) {
    return document.text("status").orElse("");
  }

  private static Optional<JsonObject> object(JsonObject document, String name) {
    return document.get(name)
        .flatMap(value -> value instanceof JsonObject object ? Optional.of(object) : Optional.empty());
  }

  private static String number(JsonObject document, String name) {
    JsonValue value = document.get(name).orElse(JsonNumber.of(0));
    return value instanceof JsonNumber number ? number.value().toPlainString() : "";
  }

  private static Optional<Instant> time(JsonObject document, String name) {
    return document.text(name).map(Instant::parse);
  }
}
