package dev.claudeworker.storage.sql.table;

import dev.claudeworker.spi.task.Attempt;
import java.sql.SQLException;
import java.util.UUID;

/**
 * All that can change of an attempt that is running.
 *
 * @param row as it shall stand
 * @param formerToken the token it must have before the write
 */
public record AttemptUpdate(AttemptRow row, UUID formerToken) implements BoundRow {

  static final String SQL = """
      UPDATE attempt SET
        incarnation = ?, token = ?, lease_expires = ?, status = ?, counted = ?, server_id = ?, resume_ref = ?,
        ended_at = ?,
        input_tokens = ?, output_tokens = ?, cache_read_tokens = ?, cache_write_tokens = ?, turns = ?,
        cost_micros = ?, cpu_micros = ?, peak_memory_bytes = ?,
        error_code = ?, error_category = ?, error_retry_helps = ?, error_message = ?, error_suggestion = ?,
        error_details = ?
      WHERE task_id = ? AND number = ? AND token = ? AND status = 'running'
      """;

  @Override
  public void bind(ColumnWriter columns) throws SQLException {
    Attempt attempt = row.attempt();
    columns.uuid(row.incarnation())
        .uuid(row.token())
        .instant(row.expires())
        .word(attempt.status())
        .flag(attempt.counted())
        .text(attempt.server())
        .text(attempt.resumeReference())
        .instant(attempt.ended())
        .usage(attempt.usage())
        .failure(attempt.failure())
        .number(row.task())
        .count(attempt.number())
        .uuid(formerToken);
  }
}
