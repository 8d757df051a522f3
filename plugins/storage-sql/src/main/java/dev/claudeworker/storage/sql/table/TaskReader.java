package dev.claudeworker.storage.sql.table;

import dev.claudeworker.spi.JsonCodec;
import dev.claudeworker.spi.dag.OrchestrationId;
import dev.claudeworker.spi.task.Held;
import dev.claudeworker.spi.task.Lane;
import dev.claudeworker.spi.task.Priority;
import dev.claudeworker.spi.task.Progress;
import dev.claudeworker.spi.task.ResultSummary;
import dev.claudeworker.spi.task.RetryRules;
import dev.claudeworker.spi.task.Task;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.task.TaskOrigin;
import dev.claudeworker.spi.task.TaskPlace;
import dev.claudeworker.spi.task.TaskSettings;
import dev.claudeworker.spi.task.TaskState;
import dev.claudeworker.spi.task.TaskStatus;
import dev.claudeworker.spi.task.TaskTimes;
import dev.claudeworker.spi.task.WaitReason;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Reads a task, without its labels and upstream tasks, in the order of {@link #COLUMNS}. */
final class TaskReader extends RowReader<StoredTask> {

  private static final int USD_SCALE = 6;

  static final String COLUMNS = """
      t.id, t.uuid, t.version, t.prompt_preview,
      t.account_id, t.resume_text, t.label_count, t.upstream_count,
      t.project_id, t.name, t.executor, t.account, t.executor_options, t.model, t.working_directory, t.priority,
      t.timeout_micros, t.max_cost_micros, t.initial_delay_micros,
      t.retry_attempts, t.retry_max_lost, t.retry_backoff, t.retry_initial_delay_micros, t.retry_max_delay_micros,
      t.retry_multiplier, t.retry_jitter, t.lane_key, t.lane_limit, t.required_labels,
      t.submitted_by, t.source, t.correlation_id, t.parent_task_id, t.traceparent,
      t.status, t.wait_code, t.wait_until, t.wait_details, t.claim_order,
      t.attempts, t.failures_counted, t.lost, t.suspensions, t.cancel_requested, t.resume_ref,
      p.last_action, p.input_tokens, p.output_tokens, p.cache_read_tokens, p.cache_write_tokens, p.turns,
      p.cost_micros, p.cpu_micros, p.peak_memory_bytes,
      t.input_tokens, t.output_tokens, t.cache_read_tokens, t.cache_write_tokens, t.turns,
      t.cost_micros, t.cpu_micros, t.peak_memory_bytes,
      t.error_code, t.error_category, t.error_retry_helps, t.error_message, t.error_suggestion, t.error_details,
      t.result_preview, t.result_length, t.denied_tool_calls,
      t.orchestration_id, t.identifier, t.unmet, t.skip_cause, t.continue_from, t.held,
      t.created_at, t.not_before, t.started_at, t.ended_at
      """;

  /** The tables of the columns. */
  static final String FROM = " FROM task t LEFT JOIN progress p ON p.task_id = t.id ";

  TaskReader(JsonCodec json) {
    super(json);
  }

  @Override
  StoredTask read(ColumnReader row) throws SQLException {
    TaskId id = new TaskId(row.number());
    UUID uuid = row.uuid();
    long version = row.number();
    String preview = row.text();
    int accountId = row.count();
    boolean resumeText = row.flag();
    int labelCount = row.count();
    int upstreamCount = row.count();
    Task task = new Task(id, uuid, version, preview, settings(row), state(row), place(row), times(row));
    return new StoredTask(task, accountId, resumeText, labelCount, upstreamCount);
  }

  private static TaskSettings settings(ColumnReader row) throws SQLException {
    return new TaskSettings(
        row.text(),
        row.optionalText(),
        row.text(),
        row.text(),
        row.object(),
        row.optionalText(),
        Path.of(row.text()),
        new Priority(row.count()),
        row.duration(),
        row.optionalNumber().map(TaskReader::usd),
        row.duration(),
        retry(row),
        lane(row),
        Map.of(),
        row.textsByName(),
        origin(row));
  }

  private static BigDecimal usd(long micros) {
    BigDecimal exact = BigDecimal.valueOf(micros, USD_SCALE).stripTrailingZeros();
    return exact.scale() < 0 ? exact.setScale(0) : exact;
  }

  private static RetryRules retry(ColumnReader row) throws SQLException {
    return new RetryRules(
        row.count(),
        row.count(),
        row.word(RetryRules.Backoff.class),
        row.duration(),
        row.duration(),
        row.fraction(),
        row.fraction());
  }

  private static Optional<Lane> lane(ColumnReader row) throws SQLException {
    Optional<String> key = row.optionalText();
    if (key.isEmpty()) {
      row.skip(1);
      return Optional.empty();
    }
    return Optional.of(new Lane(key.get(), row.count()));
  }

  private static TaskOrigin origin(ColumnReader row) throws SQLException {
    return new TaskOrigin(
        row.text(), row.text(), row.text(), row.optionalNumber().map(TaskId::new), row.optionalText());
  }

  private static TaskState state(ColumnReader row) throws SQLException {
    return new TaskState(
        row.word(TaskStatus.class),
        waitReason(row),
        row.number(),
        row.count(),
        row.count(),
        row.count(),
        row.count(),
        row.flag(),
        row.optionalText(),
        progress(row),
        row.usage(),
        row.failure(),
        result(row));
  }

  static Optional<WaitReason> waitReason(ColumnReader row) throws SQLException {
    Optional<String> code = row.optionalText();
    if (code.isEmpty()) {
      row.skip(2);
      return Optional.empty();
    }
    Optional<Instant> until = row.optionalInstant();
    return Optional.of(new WaitReason(code.get(), until, row.object()));
  }

  private static Optional<Progress> progress(ColumnReader row) throws SQLException {
    Optional<String> lastAction = row.optionalText();
    if (lastAction.isEmpty()) {
      row.skip(UsageColumns.COUNT);
      return Optional.empty();
    }
    return Optional.of(new Progress(lastAction.get(), row.usage()));
  }

  private static Optional<ResultSummary> result(ColumnReader row) throws SQLException {
    Optional<String> preview = row.optionalText();
    if (preview.isEmpty()) {
      row.skip(2);
      return Optional.empty();
    }
    return Optional.of(new ResultSummary(preview.get(), row.number(), row.count()));
  }

  static TaskPlace place(ColumnReader row) throws SQLException {
    return new TaskPlace(
        row.optionalNumber().map(OrchestrationId::new),
        row.optionalText(),
        List.of(),
        row.count(),
        row.optionalNumber().map(TaskId::new),
        row.optionalNumber().map(TaskId::new),
        row.optionalWord(Held.class));
  }

  static TaskTimes times(ColumnReader row) throws SQLException {
    return new TaskTimes(row.instant(), row.optionalInstant(), row.optionalInstant(), row.optionalInstant());
  }
}
