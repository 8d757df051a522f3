package dev.claudeworker.storage.sql.table;

import java.sql.SQLException;

/** A row that sets the parameters of its statement by hand, the counterpart of {@link RowReader}. */
interface BoundRow {

  /** Sets all parameters, in the order in which the statement names them. */
  void bind(ColumnWriter columns) throws SQLException;
}
