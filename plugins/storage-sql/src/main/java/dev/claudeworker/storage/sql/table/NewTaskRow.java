package dev.claudeworker.storage.sql.table;

import dev.claudeworker.spi.dag.OrchestrationId;
import dev.claudeworker.spi.task.Lane;
import dev.claudeworker.spi.task.RetryRules;
import dev.claudeworker.spi.task.Task;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.task.TaskOrigin;
import dev.claudeworker.spi.task.TaskSettings;
import dev.claudeworker.spi.task.TaskState;
import dev.claudeworker.spi.task.WaitReason;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;

/** A task that is written for the first time, in the order of {@link #COLUMNS}. What is not named is empty then. */
public record NewTaskRow(StoredTask stored) implements BoundRow {

  static final String COLUMNS = """
      id, uuid, version, prompt_preview, account_id, resume_text, label_count, upstream_count,
      project_id, name, executor, account, executor_options, model, working_directory, priority,
      timeout_micros, max_cost_micros, initial_delay_micros,
      retry_attempts, retry_max_lost, retry_backoff, retry_initial_delay_micros, retry_max_delay_micros,
      retry_multiplier, retry_jitter,
      submitted_by, source, correlation_id, parent_task_id, traceparent,
      status, wait_code, wait_until, wait_details, claim_order,
      attempts, failures_counted, lost, suspensions, cancel_requested,
      input_tokens, output_tokens, cache_read_tokens, cache_write_tokens, turns, cost_micros, cpu_micros,
      peak_memory_bytes,
      unmet, created_at, not_before,
      required_labels, orchestration_id, identifier, continue_from, lane_key, lane_limit, held, queue, lane_place
      """;

  private static final int USD_SCALE = 6;

  @Override
  public void bind(ColumnWriter columns) throws SQLException {
    Task task = stored.task();
    columns.number(task.id().value())
        .uuid(task.uuid())
        .number(task.version())
        .text(task.promptPreview())
        .count(stored.accountId())
        .flag(stored.resumeText())
        .count(stored.labelCount())
        .count(stored.upstreamCount());
    bind(columns, task.settings());
    bind(columns, task.state());
    columns.count(task.place().unmet()).instant(task.times().created()).instant(task.times().due());
    bindPlace(columns);
  }

  private void bindPlace(ColumnWriter columns) throws SQLException {
    Task task = stored.task();
    Map<String, String> required = task.settings().requiredLabels();
    if (required.isEmpty()) {
      columns.text(Optional.empty());
    } else {
      columns.texts(required);
    }
    columns.number(task.place().orchestration().map(OrchestrationId::value))
        .text(task.place().identifier())
        .number(task.place().continueFrom().map(TaskId::value))
        .text(task.settings().lane().map(Lane::key))
        .count(task.settings().lane().map(Lane::limit));
    stored.bindQueue(columns);
  }

  private static void bind(ColumnWriter columns, TaskSettings settings) throws SQLException {
    columns.text(settings.project())
        .text(settings.name())
        .text(settings.executor())
        .text(settings.account())
        .object(settings.executorOptions())
        .text(settings.model())
        .text(settings.workingDirectory().toString())
        .count(settings.priority().value())
        .duration(settings.timeout())
        .number(settings.maxCostUsd().map(NewTaskRow::micros))
        .duration(settings.initialDelay());
    bind(columns, settings.retry());
    TaskOrigin origin = settings.origin();
    columns.text(origin.submittedBy())
        .text(origin.source())
        .text(origin.correlationId())
        .number(origin.parentTask().map(TaskId::value))
        .text(origin.traceparent());
  }

  /** Millionths; a finer amount is refused by an {@link ArithmeticException}. */
  private static long micros(BigDecimal usd) {
    return usd.movePointRight(USD_SCALE).longValueExact();
  }

  private static void bind(ColumnWriter columns, RetryRules retry) throws SQLException {
    columns.count(retry.attempts())
        .count(retry.maxLost())
        .word(retry.backoff())
        .duration(retry.initialDelay())
        .duration(retry.maxDelay())
        .fraction(retry.multiplier())
        .fraction(retry.jitter());
  }

  private static void bind(ColumnWriter columns, TaskState state) throws SQLException {
    columns.word(state.status())
        .text(state.waitReason().map(WaitReason::code))
        .instant(state.waitReason().flatMap(WaitReason::until))
        .object(state.waitReason().map(WaitReason::details))
        .number(state.claimOrder())
        .count(state.attempts())
        .count(state.failuresCounted())
        .count(state.lost())
        .count(state.suspensions())
        .flag(state.cancelRequested())
        .usage(state.usage());
  }
}
