package dev.claudeworker.storage.sql.table;

import java.time.Instant;
import java.util.List;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Lang;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;

/** Statements about the servers of a store. There are few. */
public interface ServerMapper {

  @Select("SELECT " + ServerReader.COLUMNS + " FROM server ORDER BY name, id")
  List<ServerRow> all();

  /** The row of a server, or none; nobody else changes it before this transaction ends. */
  @Select("SELECT " + ServerReader.COLUMNS + " FROM server WHERE id = #{id} ${lock_rows}")
  List<ServerRow> lock(@Param("id") String id);

  @Lang(BoundRows.class)
  @Insert("INSERT INTO server (" + ServerReader.COLUMNS + ") VALUES ?")
  void insert(ServerRow row);

  @Lang(BoundRows.class)
  @Update("""
      UPDATE server SET incarnation = ?, name = ?, address = ?, version = ?, slots = ?, labels = ?, executors = ?,
        started_at = ?, seen_at = ?, alive_until = ?
      WHERE id = ?
      """)
  void update(ServerRow row);

  /** How many attempts run under the name of each server. */
  @Select("SELECT server_id, COUNT(*) FROM attempt WHERE status = 'running' GROUP BY server_id")
  List<RunningCount> running();

  @Delete("""
      DELETE FROM server WHERE alive_until < #{before}
        AND id NOT IN (SELECT server_id FROM attempt WHERE status = 'running')
      """)
  void forget(@Param("before") Instant before);

  /** How many attempts run under the name of a server. */
  record RunningCount(String server, int attempts) {}
}
