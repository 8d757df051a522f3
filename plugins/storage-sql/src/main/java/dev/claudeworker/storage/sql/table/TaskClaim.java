package dev.claudeworker.storage.sql.table;

import dev.claudeworker.spi.task.Task;
import java.sql.SQLException;

/**
 * What a claim changes of a task: little, but of every task.
 *
 * @param task the task as it shall stand
 * @param server who claims it
 * @param formerVersion the version it must have before the write
 */
public record TaskClaim(Task task, String server, long formerVersion) implements BoundRow {

  static final String SQL = """
      UPDATE task SET
        version = ?, status = ?, attempts = ?, cancel_requested = ?, started_at = ?, last_server = ?,
        queue = NULL, wait_code = NULL, wait_until = NULL, wait_details = NULL, not_before = NULL, ended_at = NULL
      WHERE id = ? AND version = ?
      """;

  @Override
  public void bind(ColumnWriter columns) throws SQLException {
    columns.number(task.version())
        .word(task.status())
        .count(task.state().attempts())
        .flag(task.state().cancelRequested())
        .instant(task.times().started())
        .text(server)
        .number(task.id().value())
        .number(formerVersion);
  }
}
