package dev.claudeworker.storage.sql.table;

import dev.claudeworker.spi.task.ResultSummary;
import dev.claudeworker.spi.task.Task;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.task.TaskState;
import dev.claudeworker.spi.task.WaitReason;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/**
 * All that can change of a task.
 *
 * @param stored the task as it shall stand
 * @param formerVersion the version it must have before the write
 * @param pendingSince since when it is pending, if it became so now and continues a session
 */
public record TaskUpdate(StoredTask stored, long formerVersion, Optional<Instant> pendingSince) implements BoundRow {

  static final String SQL = """
      UPDATE task SET
        version = ?, priority = ?, resume_text = ?, upstream_count = ?, unmet = ?, skip_cause = ?,
        not_before = ?, started_at = ?, ended_at = ?,
        status = ?, wait_code = ?, wait_until = ?, wait_details = ?, claim_order = ?,
        attempts = ?, failures_counted = ?, lost = ?, suspensions = ?, cancel_requested = ?, resume_ref = ?,
        input_tokens = ?, output_tokens = ?, cache_read_tokens = ?, cache_write_tokens = ?, turns = ?,
        cost_micros = ?, cpu_micros = ?, peak_memory_bytes = ?,
        error_code = ?, error_category = ?, error_retry_helps = ?, error_message = ?, error_suggestion = ?,
        error_details = ?,
        result_preview = ?, result_length = ?, denied_tool_calls = ?,
        held = ?, queue = ?, lane_place = ?,
        pending_since = COALESCE(CAST(? AS TIMESTAMP(6) WITH TIME ZONE), pending_since)
      WHERE id = ? AND version = ?
      """;

  @Override
  public void bind(ColumnWriter columns) throws SQLException {
    Task task = stored.task();
    columns.number(task.version())
        .count(task.settings().priority().value())
        .flag(stored.resumeText())
        .count(stored.upstreamCount())
        .count(task.place().unmet())
        .number(task.place().skippedBecauseOf().map(TaskId::value))
        .instant(task.times().due())
        .instant(task.times().started())
        .instant(task.times().ended());
    bind(columns, task.state());
    stored.bindQueue(columns);
    columns.instant(pendingSince).number(task.id().value()).number(formerVersion);
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
        .text(state.resumeReference())
        .usage(state.usage())
        .failure(state.failure())
        .text(state.result().map(ResultSummary::preview))
        .number(state.result().map(ResultSummary::textLength))
        .count(state.result().map(ResultSummary::deniedToolCalls));
  }
}
