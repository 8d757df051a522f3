package dev.claudeworker.storage.sql.table;

import dev.claudeworker.spi.dag.Orchestration;
import dev.claudeworker.storage.sql.table.KeyMapper.KeyRow;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Lang;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

/**
 * Statements that read a whole store page by page, and that take one in. The table import_progress is no part of the schema:
 * it is there only while an import is under way.
 */
public interface TransferMapper {

  @Select("SELECT (SELECT last FROM task_head), (SELECT last FROM orchestration_head), (SELECT last FROM event_head)")
  Heads heads();

  @Select("SELECT " + OrchestrationReader.COLUMNS
      + " FROM orchestration WHERE id > #{after} ORDER BY id LIMIT #{limit}")
  List<Orchestration> orchestrations(@Param("after") long after, @Param("limit") int limit);

  @Select("SELECT " + TaskReader.COLUMNS + TaskReader.FROM
      + "WHERE t.id > #{after} AND t.id < #{end} ORDER BY t.id LIMIT #{limit}")
  List<StoredTask> tasks(@Param("after") long after, @Param("end") long end, @Param("limit") int limit);

  /** How many characters stand beside the tasks. */
  @Select("""
      SELECT task_id, CAST(SUM(CHAR_LENGTH(text)) AS BIGINT) FROM task_text
      WHERE task_id = ANY(#{ids}) GROUP BY task_id
      """)
  List<TextSize> textSizes(@Param("ids") long[] ids);

  @Select("SELECT task_id, kind, part, text FROM task_text WHERE task_id = ANY(#{ids}) ORDER BY task_id, kind, part")
  List<TextRow> texts(@Param("ids") long[] ids);

  @Select("SELECT " + AttemptReader.COLUMNS + " FROM attempt WHERE task_id = ANY(#{ids}) ORDER BY task_id, number")
  List<AttemptRow> attempts(@Param("ids") long[] ids);

  /** Ids of tasks that wait or waited for others. */
  @Select("SELECT t.id FROM task t WHERE t.id > #{after} AND t.id < #{end} AND t.upstream_count > 0 ORDER BY t.id LIMIT #{limit}")
  List<Long> downstreams(@Param("after") long after, @Param("end") long end, @Param("limit") int limit);

  /** What tasks wait or waited for; the time is never empty. */
  @Select("""
      SELECT e.upstream, e.downstream, e.on_status, e.if_broken, COALESCE(e.created_at, d.created_at), d.status
      FROM edge e JOIN task d ON d.id = e.downstream
      WHERE e.downstream = ANY(#{ids}) ORDER BY e.downstream, e.upstream
      """)
  List<EdgeRow> edges(@Param("ids") long[] ids);

  @Select("SELECT " + KeyMapper.COLUMNS + """
       FROM idempotency_key
      WHERE project_id > #{project} OR (project_id = #{project} AND idempotency_key > #{key})
      ORDER BY project_id, idempotency_key LIMIT #{limit}
      """)
  List<KeyRow> keys(@Param("project") String project, @Param("key") String key, @Param("limit") int limit);

  @Insert("INSERT INTO task (" + MovedTaskRow.COLUMNS + ") VALUES ?")
  @Lang(BoundRows.class)
  void insertTask(MovedTaskRow row);

  @Insert("INSERT INTO progress (task_id, attempt, last_action, " + UsageColumns.NAMES + ") VALUES ?")
  @Lang(BoundRows.class)
  void insertProgress(ProgressRow row);

  // --- The mark of an unfinished import

  @Select("""
      SELECT COUNT(*) FROM information_schema.tables
      WHERE LOWER(table_schema) = LOWER(CURRENT_SCHEMA) AND LOWER(table_name) = 'import_progress'
      """)
  int markTables();

  @Update("""
      CREATE TABLE IF NOT EXISTS import_progress (
        id INTEGER PRIMARY KEY, source CHARACTER VARYING(400) NOT NULL, records BIGINT NOT NULL)
      """)
  void makeMarkTable();

  @Update("DROP TABLE IF EXISTS import_progress")
  void dropMarkTable();

  @Select("SELECT source, records FROM import_progress WHERE id = 1")
  @Nullable
  Mark mark();

  @Insert("INSERT INTO import_progress (id, source, records) VALUES (1, #{source}, 0)")
  void insertMark(@Param("source") String source);

  @Update("UPDATE import_progress SET records = #{records} WHERE id = 1")
  void moveMark(@Param("records") long records);

  @Delete("DELETE FROM import_progress")
  void deleteMark();

  // --- What is worked out at the end

  @Update("UPDATE task_head SET last = GREATEST(last, #{last})")
  void raiseTaskHead(@Param("last") long last);

  @Update("UPDATE orchestration_head SET last = GREATEST(last, #{last})")
  void raiseOrchestrationHead(@Param("last") long last);

  @Update("UPDATE event_head SET last = GREATEST(last, #{last})")
  void raiseEventHead(@Param("last") long last);

  @Update("UPDATE meta SET store_uuid = #{store}, epoch = #{epoch} WHERE id = 1")
  void identify(@Param("store") UUID store, @Param("epoch") String epoch);

  @Delete("DELETE FROM lane")
  void deleteLanes();

  /** Of the limits that tasks ask for the smallest, so that no more run at once than anybody said. */
  @Insert("""
      INSERT INTO lane (lane_key, lane_limit, taken, waiting)
      SELECT CONCAT('t:', t.lane_key), MIN(t.lane_limit), SUM(CASE WHEN t.lane_place IS NULL THEN 0 ELSE 1 END),
        SUM(CASE WHEN t.held = 'concurrency' THEN 1 ELSE 0 END)
      FROM task t
      WHERE t.status IN ('pending', 'running') AND t.lane_key IS NOT NULL
        AND (t.lane_place IS NOT NULL OR t.held = 'concurrency')
      GROUP BY t.lane_key
      """)
  void makeLanes();

  @Insert("""
      INSERT INTO lane (lane_key, lane_limit, taken, waiting)
      SELECT CONCAT('o:', o.id), MIN(o.max_parallel), SUM(CASE WHEN t.held IS NULL THEN 1 ELSE 0 END),
        SUM(CASE WHEN t.held IS NULL THEN 0 ELSE 1 END)
      FROM task t JOIN orchestration o ON o.id = t.orchestration_id
      WHERE t.status IN ('pending', 'running') AND o.max_parallel IS NOT NULL
        AND (t.held IS NULL OR t.held = 'orchestration_limit')
      GROUP BY o.id
      """)
  void makeOrchestrationLanes();

  /** The last numbers given. */
  record Heads(long task, long orchestration, long event) {}

  /** How many characters stand beside a task. */
  record TextSize(long task, long characters) {}

  /** The mark of an unfinished import. */
  record Mark(String source, long records) {}

  /** The latest progress of a task. */
  record ProgressRow(StoredTask stored) implements BoundRow {

    @Override
    public void bind(ColumnWriter columns) throws SQLException {
      var progress = stored.task().state().progress().orElseThrow();
      columns.number(stored.task().id().value())
          .count(stored.task().state().attempts())
          .text(progress.lastAction())
          .usage(progress.usage());
    }
  }
}
