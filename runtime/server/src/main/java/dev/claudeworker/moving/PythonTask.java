package dev.claudeworker.moving;

import dev.claudeworker.spi.ErrorCategory;
import dev.claudeworker.spi.ErrorCode;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.dag.OrchestrationId;
import dev.claudeworker.spi.storage.StoredRecord;
import dev.claudeworker.spi.task.Failure;
import dev.claudeworker.spi.task.Priority;
import dev.claudeworker.spi.task.RetryRules;
import dev.claudeworker.spi.task.Task;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.task.TaskInput;
import dev.claudeworker.spi.task.TaskOrigin;
import dev.claudeworker.spi.task.TaskPlace;
import dev.claudeworker.spi.task.TaskResult;
import dev.claudeworker.spi.task.TaskSettings;
import dev.claudeworker.spi.task.TaskState;
import dev.claudeworker.spi.task.TaskStatus;
import dev.claudeworker.spi.task.TaskTimes;
import dev.claudeworker.spi.task.Usage;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A task of the Python version as one of ours. All of them have ended: what had not, was given up by the restart that every
 * upgrade is, since that version went on with nothing.
 *
 * @param row as it stands there
 * @param status what it becomes
 */
record PythonTask(PythonRow row, TaskStatus status) {

  private static final String EXECUTOR = "claude-cli";
  private static final long LONGEST_DELAY_SECONDS = 3_600;
  private static final ErrorCode FAILED = new ErrorCode("python_version", ErrorCategory.EXTERNAL, false);
  private static final ErrorCode NOT_ENDED = new ErrorCode("not_ended", ErrorCategory.USER, true);

  static PythonTask of(PythonRow row) {
    return new PythonTask(row, switch (row.status()) {
      case "completed" -> TaskStatus.COMPLETED;
      case "failed" -> TaskStatus.FAILED;
      case "skipped" -> TaskStatus.SKIPPED;
      default -> TaskStatus.CANCELLED;
    });
  }

  TaskId id() {
    return new TaskId(row.id());
  }

  Instant created() {
    return row.time("created_at").or(() -> row.time("started_at")).orElse(Instant.EPOCH);
  }

  Instant ended() {
    return row.time("ended_at").or(() -> row.time("updated_at")).orElseGet(this::created);
  }

  Optional<OrchestrationId> orchestration() {
    return row.number("orchestration_id").filter(number -> number > 0).map(OrchestrationId::new);
  }

  StoredRecord record(List<TaskId> dependsOn, Path home) {
    String prompt = row.text("execution_prompt").orElse("(the prompt is missing)");
    Optional<TaskResult> result = status == TaskStatus.COMPLETED
        ? Optional.of(new TaskResult(
            row.text("final_summary").or(() -> row.text("last_action_cache")).orElse(""), 0, JsonObject.EMPTY))
        : Optional.empty();
    Task task = new Task(id(), uuid(), 1, preview(prompt), settings(home), state(result), place(dependsOn),
        new TaskTimes(created(), Optional.empty(), row.time("started_at"), Optional.of(ended())));
    TaskInput input = new TaskInput(prompt, row.text("system_prompt"), Map.of());
    return new StoredRecord.OfTask(task, input, result, Optional.empty(), List.of());
  }

  /** Always the same for the same task, so that two imports of it would be noticed. */
  private UUID uuid() {
    String identity = "python task " + row.id() + " " + created() + " " + row.text("execution_prompt").orElse("");
    return UUID.nameUUIDFromBytes(identity.getBytes(StandardCharsets.UTF_8));
  }

  private static String preview(String prompt) {
    int end = Math.min(prompt.length(), Task.PREVIEW_LENGTH);
    boolean split = end < prompt.length() && Character.isHighSurrogate(prompt.charAt(end - 1));
    return prompt.substring(0, split ? end - 1 : end);
  }

  private TaskSettings settings(Path home) {
    long delay = row.text("initial_delay")
        .filter(text -> text.matches("\\d{1,9}(\\.\\d*)?"))
        .map(text -> (long) Double.parseDouble(text))
        .orElse(0L);
    return new TaskSettings(
        TaskSettings.DEFAULT_PROJECT, Optional.empty(), EXECUTOR, "default", JsonObject.EMPTY, row.text("model"),
        directory(home), Priority.NORMAL, Duration.ZERO, Optional.empty(),
        Duration.ofSeconds(Math.min(delay, LONGEST_DELAY_SECONDS)), RetryRules.DEFAULT, Optional.empty(),
        Map.of("imported-from", "python"), Map.of(),
        new TaskOrigin("import", "import", "python-" + row.id(), Optional.empty(), Optional.empty()));
  }

  private Path directory(Path home) {
    try {
      return row.text("working_directory").map(home::resolve).orElse(home).normalize();
    } catch (InvalidPathException ofAnotherSystem) {
      return home;
    }
  }

  private TaskState state(Optional<TaskResult> result) {
    return new TaskState(status, Optional.empty(), created().toEpochMilli(), 0, 0, 0, 0, false, Optional.empty(),
        Optional.empty(), Usage.NONE, failure(), result.map(TaskResult::summary));
  }

  private Optional<Failure> failure() {
    String told = row.text("error_message").orElse("");
    return switch (status) {
      case COMPLETED -> Optional.empty();
      case CANCELLED -> Optional.of(new Failure(NOT_ENDED,
          "it had not ended in the Python version (it was " + (row.status().isEmpty() ? "unknown" : row.status()) + ")",
          "run it with 'claude-worker retry " + row.id() + "'", JsonObject.EMPTY));
      default -> Optional.of(new Failure(FAILED, told.isEmpty() ? "it is " + row.status() : told,
          "it failed in the Python version; 'claude-worker retry " + row.id() + "' runs it again", JsonObject.EMPTY));
    };
  }

  private TaskPlace place(List<TaskId> dependsOn) {
    return new TaskPlace(orchestration(), row.text("identifier").filter(name -> orchestration().isPresent()), dependsOn,
        0, Optional.empty(), Optional.empty(), Optional.empty());
  }
}
