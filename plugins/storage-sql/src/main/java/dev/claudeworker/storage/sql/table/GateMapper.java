package dev.claudeworker.storage.sql.table;

import dev.claudeworker.spi.task.Gate;
import dev.claudeworker.spi.task.GateScope;
import java.sql.SQLException;
import java.util.List;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Lang;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;

/** Statements about closed gates. There are few. */
public interface GateMapper {

  @Select("SELECT " + GateReader.COLUMNS + " FROM gate ORDER BY scope_kind, scope_key, code")
  List<Gate> all();

  /** The same, and nobody else changes one before this transaction ends. */
  @Select("SELECT " + GateReader.COLUMNS + " FROM gate ORDER BY scope_kind, scope_key, code ${lock_rows}")
  List<Gate> lock();

  @Lang(BoundRows.class)
  @Insert("INSERT INTO gate (" + GateReader.COLUMNS + ") VALUES ?")
  void insert(GateRow row);

  @Delete("DELETE FROM gate WHERE scope_kind = #{scope.kind} AND scope_key = #{scope.key} AND code = #{code}")
  void delete(@Param("scope") GateScope scope, @Param("code") String code);

  /** A gate that is written, in the order of {@link GateReader#COLUMNS}. */
  record GateRow(Gate gate) implements BoundRow {

    @Override
    public void bind(ColumnWriter columns) throws SQLException {
      columns.word(gate.scope().kind())
          .text(gate.scope().key())
          .text(gate.code())
          .instant(gate.closedAt())
          .instant(gate.until())
          .object(gate.details());
    }
  }
}
