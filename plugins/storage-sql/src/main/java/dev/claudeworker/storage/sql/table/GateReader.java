package dev.claudeworker.storage.sql.table;

import dev.claudeworker.spi.JsonCodec;
import dev.claudeworker.spi.task.Gate;
import dev.claudeworker.spi.task.GateScope;
import java.sql.SQLException;

/** Reads a gate in the order of {@link #COLUMNS}. */
final class GateReader extends RowReader<Gate> {

  static final String COLUMNS = "scope_kind, scope_key, code, closed_at, until, details";

  GateReader(JsonCodec json) {
    super(json);
  }

  @Override
  Gate read(ColumnReader row) throws SQLException {
    GateScope scope = new GateScope(row.word(GateScope.Kind.class), row.text());
    return new Gate(scope, row.text(), row.instant(), row.optionalInstant(), row.object());
  }
}
