package dev.claudeworker.storage.sql.table;

import java.sql.SQLException;

/**
 * The end of a task's row.
 *
 * @param task its number
 * @param formerVersion the version it must have before
 */
public record TaskDeletion(long task, long formerVersion) implements BoundRow {

  static final String SQL = "DELETE FROM task WHERE id = ? AND version = ?";

  @Override
  public void bind(ColumnWriter columns) throws SQLException {
    columns.number(task).number(formerVersion);
  }
}
