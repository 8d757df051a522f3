package dev.claudeworker.storage.sql.table;

import java.sql.SQLException;

/** A label of a task. */
public record LabelRow(long task, String name, String value) implements BoundRow {

  @Override
  public void bind(ColumnWriter columns) throws SQLException {
    columns.number(task).text(name).text(value);
  }
}
