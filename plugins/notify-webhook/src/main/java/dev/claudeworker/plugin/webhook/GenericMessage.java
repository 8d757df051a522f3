package dev.claudeworker.plugin.webhook;

import dev.claudeworker.spi.JsonValue;
import dev.claudeworker.spi.JsonValue.JsonNumber;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.JsonValue.JsonString;
import dev.claudeworker.spi.dag.Orchestration;
import dev.claudeworker.spi.notify.Notification;
import dev.claudeworker.spi.task.Failure;
import dev.claudeworker.spi.task.ResultSummary;
import dev.claudeworker.spi.task.Task;
import dev.claudeworker.spi.task.TaskEvent;
import dev.claudeworker.spi.task.TaskState;
import java.math.BigDecimal;
import java.util.Optional;

/** A notification with all its facts, in the words of the REST interface. */
final class GenericMessage {

  private static final int MICROS_DIGITS = 6;

  private GenericMessage() {}

  static JsonObject of(Notification notification, boolean details) {
    TaskEvent event = notification.event();
    JsonObject message = JsonObject.EMPTY
        .with("event", event.type())
        .with("sequence", event.sequence())
        .with("at", event.at().toString())
        .with("project", event.project())
        .with("actor", event.actor())
        .with("correlation_id", event.correlationId())
        .with("headline", notification.headline());
    message = details ? message.with("details", notification.details()).with("data", event.data()) : message;
    message = with(message, "task_id", event.task().map(id -> JsonNumber.of(id.value())));
    message = with(message, "attempt", event.attempt().map(JsonNumber::of));
    message = with(message, "orchestration_id", event.orchestration().map(id -> JsonNumber.of(id.value())));
    message = with(message, "task", notification.task().map(task -> task(task, details)));
    return with(message, "orchestration", notification.orchestration().map(GenericMessage::orchestration));
  }

  private static JsonObject orchestration(Orchestration orchestration) {
    JsonObject document = JsonObject.EMPTY.with("orchestration_id", orchestration.id().value())
        .with("uuid", orchestration.uuid().toString())
        .with("status", orchestration.status().word())
        .with("total_tasks", orchestration.counts().total())
        .with("completed_tasks", orchestration.counts().completed())
        .with("failed_tasks", orchestration.counts().failed())
        .with("skipped_tasks", orchestration.counts().skipped());
    return with(document, "name", orchestration.name().map(JsonString::new));
  }

  private static JsonObject task(Task task, boolean details) {
    var settings = task.settings();
    TaskState state = task.state();
    JsonObject document = JsonObject.EMPTY
        .with("id", task.id().value())
        .with("uuid", task.uuid().toString())
        .with("status", task.status().word())
        .with("executor", settings.executor())
        .with("attempts", state.attempts())
        .with("labels", labels(task));
    document = with(document, "name", settings.name().map(JsonString::new));
    document = with(document, "model", settings.model().map(JsonString::new));
    document = with(document, "ended_at", task.times().ended().map(at -> new JsonString(at.toString())));
    if (!details) {
      return document;
    }
    document = document.with("working_directory", settings.workingDirectory().toString())
        .with("cost_usd", new JsonNumber(BigDecimal.valueOf(state.usage().costMicrosUsd(), MICROS_DIGITS)));
    document = with(document, "error", state.failure().map(GenericMessage::error));
    return with(document, "result", state.result().map(GenericMessage::result));
  }

  private static JsonObject labels(Task task) {
    JsonObject labels = JsonObject.EMPTY;
    for (var label : task.settings().labels().entrySet()) {
      labels = labels.with(label.getKey(), label.getValue());
    }
    return labels;
  }

  private static JsonObject error(Failure failure) {
    return JsonObject.EMPTY.with("code", failure.errorCode().code())
        .with("message", failure.message())
        .with("suggestion", failure.suggestion());
  }

  private static JsonObject result(ResultSummary result) {
    return JsonObject.EMPTY.with("preview", result.preview())
        .with("text_length", result.textLength())
        .with("denied_tool_calls", result.deniedToolCalls());
  }

  private static JsonObject with(
      JsonObject object, String name, Optional<? extends JsonValue> value) {
    return value.isPresent() ? object.with(name, value.get()) : object;
  }
}
