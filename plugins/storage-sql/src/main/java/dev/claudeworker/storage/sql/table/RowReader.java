package dev.claudeworker.storage.sql.table;

import dev.claudeworker.spi.JsonCodec;
import java.sql.CallableStatement;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.apache.ibatis.type.JdbcType;
import org.apache.ibatis.type.TypeHandler;
import org.jspecify.annotations.Nullable;

/**
 * Reads a whole row by hand. MyBatis asks the type handler of a statement's result type for the first column; this one
 * reads all of them, which is several times faster than mapping eighty columns by reflection.
 */
abstract class RowReader<T> implements TypeHandler<T> {

  private final JsonCodec json;

  RowReader(JsonCodec json) {
    this.json = json;
  }

  abstract T read(ColumnReader row) throws SQLException;

  @Override
  public final T getResult(ResultSet row, String firstColumn) throws SQLException {
    return read(new ColumnReader(row, json));
  }

  @Override
  public final T getResult(ResultSet row, int firstColumn) throws SQLException {
    return read(new ColumnReader(row, json));
  }

  @Override
  public final T getResult(CallableStatement call, int firstColumn) {
    throw new UnsupportedOperationException("rows come from queries only");
  }

  @Override
  public final void setParameter(PreparedStatement statement, int index, @Nullable T value, JdbcType type) {
    throw new UnsupportedOperationException("a row is not a parameter");
  }
}
