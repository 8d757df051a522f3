package dev.claudeworker.storage.sql.table;

import dev.claudeworker.spi.task.Gate;
import dev.claudeworker.spi.task.GateScope;
import java.time.Instant;
import java.util.List;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.jspecify.annotations.Nullable;

/** Statements about closed gates. There are few. */
public interface GateMapper {

  @Select("SELECT " + GateReader.COLUMNS + " FROM gate ORDER BY scope_kind, scope_key, code")
  List<Gate> all();

  /** The same, and nobody else changes one before this transaction ends. */
  @Select("SELECT " + GateReader.COLUMNS + " FROM gate ORDER BY scope_kind, scope_key, code ${lock_rows}")
  List<Gate> lock();

  @Insert("INSERT INTO gate (" + GateReader.COLUMNS + """
      ) VALUES (
        #{gate.scope.kind}, #{gate.scope.key}, #{gate.code}, #{gate.closedAt}, #{until}, #{gate.details})
      """)
  void insert(GateRow row);

  @Delete("DELETE FROM gate WHERE scope_kind = #{scope.kind} AND scope_key = #{scope.key} AND code = #{code}")
  void delete(@Param("scope") GateScope scope, @Param("code") String code);

  /** A gate as parameters. */
  record GateRow(Gate gate) {

    public @Nullable Instant until() {
      return gate.until().orElse(null);
    }
  }
}
