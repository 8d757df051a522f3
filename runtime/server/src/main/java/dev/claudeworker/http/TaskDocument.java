package dev.claudeworker.http;

import dev.claudeworker.json.ObjectBuilder;
import dev.claudeworker.queue.TaskView;
import dev.claudeworker.spi.JsonValue.JsonNumber;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.task.Attempt;
import dev.claudeworker.spi.task.Failure;
import dev.claudeworker.spi.task.Gate;
import dev.claudeworker.spi.task.Held;
import dev.claudeworker.spi.task.Lane;
import dev.claudeworker.spi.task.Progress;
import dev.claudeworker.spi.task.ResultSummary;
import dev.claudeworker.spi.task.Task;
import dev.claudeworker.spi.task.TaskEvent;
import dev.claudeworker.spi.task.TaskSettings;
import dev.claudeworker.spi.task.TaskState;
import dev.claudeworker.spi.task.TaskStatus;
import dev.claudeworker.spi.task.Usage;
import dev.claudeworker.spi.task.WaitReason;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Tasks and what belongs to them as JSON documents. */
final class TaskDocument {

  private TaskDocument() {}

  /** A task as lists show it: prompt and result are previews. */
  static JsonObject inList(TaskView view) {
    return document(view, view.task().promptPreview(), view.task().state().result().map(ResultSummary::preview));
  }

  /** A task with its whole texts. */
  static JsonObject whole(TaskView view, String prompt, Optional<String> result) {
    return document(view, prompt, result);
  }

  private static JsonObject document(TaskView view, String prompt, Optional<String> result) {
    Task task = view.task();
    TaskState state = task.state();
    var document = new ObjectBuilder()
        .put("id", task.id().value())
        .put("uuid", task.uuid().toString())
        .put("status", task.status().word())
        .putOrNull("wait_reason", view.waitReason().map(TaskDocument::waitReason));
    addSettings(document, task.settings(), prompt);
    return document
        .put("created_at", task.times().created().toString())
        .putTextOrNull("started_at", task.times().started())
        .putTextOrNull("ended_at", task.times().ended())
        .putTextOrNull("due_at", task.times().due())
        .putTextOrNull("last_action_cache", state.progress().map(Progress::lastAction))
        .putTextOrNull("final_summary", result)
        .putTextOrNull("error_message", shownFailure(task).map(Failure::message))
        .putOrNull("error", shownFailure(task).map(TaskDocument::failure))
        .put("denied_tool_calls", state.result().map(ResultSummary::deniedToolCalls).orElse(0))
        .put("attempts", state.attempts())
        .put("failures", state.failuresCounted())
        .put("cancel_requested", state.cancelRequested())
        .put("usage", usage(totalUsage(task)))
        .putOrNull("orchestration_id", task.place().orchestration().map(id -> JsonNumber.of(id.value())))
        .putTextOrNull("identifier", task.place().identifier())
        .put("depends_on", task.place().dependsOn().stream().map(id -> JsonNumber.of(id.value())).toList())
        .putOrNull("skipped_because_of", task.place().skippedBecauseOf().map(id -> JsonNumber.of(id.value())))
        .putTextOrNull("held", task.place().held().map(Held::word))
        .putTextOrNull("concurrency_key", task.settings().lane().map(Lane::key))
        .put("version", task.version())
        .build();
  }

  private static void addSettings(ObjectBuilder document, TaskSettings settings, String prompt) {
    document
        .put("working_directory", settings.workingDirectory().toString())
        .put("execution_prompt", prompt)
        .putTextOrNull("model", settings.model())
        .put("executor", settings.executor())
        .put("executor_options", settings.executorOptions())
        .put("account", settings.account())
        .put("priority", settings.priority().value())
        .putTextOrNull("name", settings.name())
        .put("labels", settings.labels())
        .put("required_labels", settings.requiredLabels())
        .put("project", settings.project())
        .put("submitted_by", settings.origin().submittedBy())
        .put("source", settings.origin().source())
        .putOrNull("parent_task_id", settings.origin().parentTask().map(id -> JsonNumber.of(id.value())))
        .put("correlation_id", settings.origin().correlationId())
        .put("timeout_seconds", seconds(settings.timeout()))
        .putOrNull("max_cost_usd", settings.maxCostUsd().map(JsonNumber::new))
        .put("initial_delay", seconds(settings.initialDelay()));
  }

  /** A task that works again, or did in the end, is not shown with the failure of an earlier attempt. */
  private static Optional<Failure> shownFailure(Task task) {
    return task.status() == TaskStatus.COMPLETED ? Optional.empty() : task.state().failure();
  }

  private static Usage totalUsage(Task task) {
    Usage ended = task.state().usage();
    boolean running = task.status() == TaskStatus.RUNNING;
    return running ? task.state().progress().map(progress -> ended.plus(progress.usage())).orElse(ended) : ended;
  }

  static JsonObject waitReason(WaitReason reason) {
    return new ObjectBuilder().put("code", reason.code())
        .putTextOrNull("until", reason.until())
        .put("details", reason.details())
        .build();
  }

  static JsonObject failure(Failure failure) {
    return new ObjectBuilder()
        .put("code", failure.errorCode().code())
        .put("category", failure.errorCode().category().name().toLowerCase(Locale.ROOT))
        .put("retry_helps", failure.errorCode().retryHelps())
        .put("message", failure.message())
        .put("suggestion", failure.suggestion())
        .put("details", failure.details())
        .build();
  }

  static JsonObject usage(Usage usage) {
    return new ObjectBuilder()
        .put("input_tokens", usage.inputTokens())
        .put("output_tokens", usage.outputTokens())
        .put("cache_read_tokens", usage.cacheReadTokens())
        .put("cache_write_tokens", usage.cacheWriteTokens())
        .put("turns", usage.turns())
        .put("cost_usd", BigDecimal.valueOf(usage.costMicrosUsd(), 6))
        .put("cpu_seconds", seconds(usage.cpuTime()))
        .put("peak_memory_bytes", usage.peakMemoryBytes())
        .build();
  }

  static JsonObject attempt(Attempt attempt) {
    return new ObjectBuilder()
        .put("task_id", attempt.task().value())
        .put("number", attempt.number())
        .put("uuid", attempt.uuid().toString())
        .put("status", attempt.status().word())
        .put("counted", attempt.counted())
        .put("server", attempt.server())
        .putTextOrNull("resume_reference", attempt.resumeReference())
        .put("started_at", attempt.started().toString())
        .putTextOrNull("ended_at", attempt.ended())
        .put("usage", usage(attempt.usage()))
        .putOrNull("error", attempt.failure().map(TaskDocument::failure))
        .build();
  }

  static JsonObject event(TaskEvent event) {
    return new ObjectBuilder()
        .put("sequence", event.sequence())
        .put("type", event.type())
        .put("type_version", event.typeVersion())
        .put("project", event.project())
        .put("actor", event.actor())
        .putOrNull("task_id", event.task().map(id -> JsonNumber.of(id.value())))
        .putOrNull("attempt", event.attempt().map(JsonNumber::of))
        .putOrNull("orchestration_id", event.orchestration().map(id -> JsonNumber.of(id.value())))
        .put("correlation_id", event.correlationId())
        .put("at", event.at().toString())
        .put("data", event.data())
        .build();
  }

  static JsonObject gate(Gate gate) {
    return new ObjectBuilder()
        .put("scope", gate.scope().kind().name().toLowerCase(Locale.ROOT))
        .put("key", gate.scope().key())
        .put("code", gate.code())
        .put("closed_at", gate.closedAt().toString())
        .putTextOrNull("until", gate.until())
        .put("details", gate.details())
        .build();
  }

  static List<JsonObject> inList(List<TaskView> views) {
    return views.stream().map(TaskDocument::inList).toList();
  }

  private static BigDecimal seconds(Duration duration) {
    boolean whole = duration.toMillis() % 1000 == 0;
    return whole ? BigDecimal.valueOf(duration.toSeconds()) : BigDecimal.valueOf(duration.toMillis(), 3);
  }
}
