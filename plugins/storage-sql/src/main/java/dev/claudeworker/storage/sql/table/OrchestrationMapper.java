package dev.claudeworker.storage.sql.table;

import dev.claudeworker.spi.dag.Orchestration;
import dev.claudeworker.spi.task.TaskId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Lang;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.SelectProvider;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

/** Statements about orchestration rows. */
public interface OrchestrationMapper {

  @Lang(BoundRows.class)
  @Insert("INSERT INTO orchestration (" + OrchestrationReader.COLUMNS + ", total_tasks) VALUES ?")
  void insert(OrchestrationRow row);

  @Lang(BoundRows.class)
  @Update(OrchestrationUpdate.SQL)
  void update(OrchestrationUpdate update);

  /** Reads and, where a database has several writers, locks, in the order of ids. */
  @Select("SELECT " + OrchestrationReader.COLUMNS
      + " FROM orchestration WHERE id = ANY(#{ids}) ORDER BY id ${lock_rows}")
  List<Orchestration> lock(@Param("ids") long[] ids);

  @Select("SELECT " + OrchestrationReader.COLUMNS + " FROM orchestration WHERE uuid = ANY(#{uuids})")
  List<Orchestration> known(@Param("uuids") UUID[] uuids);

  @Select("SELECT " + OrchestrationReader.COLUMNS + " FROM orchestration WHERE id = #{id}")
  @Nullable
  Orchestration find(@Param("id") long id);

  @Delete("DELETE FROM orchestration WHERE id = #{id}")
  void delete(@Param("id") long id);

  /** Ended ones whose tasks are all gone, walked in the order of the index. */
  @Select("""
      SELECT o.id FROM orchestration o
      WHERE o.ended_at < #{moment} AND NOT EXISTS (SELECT 1 FROM task t WHERE t.orchestration_id = o.id)
      ORDER BY o.id LIMIT #{limit}
      """)
  List<Long> empty(@Param("moment") Instant moment, @Param("limit") int limit);

  @SelectProvider(type = OrchestrationListQuery.class, method = "sql")
  List<Orchestration> list(OrchestrationListQuery query);

  /** Only what has not ended has a deadline. The bound keeps H2 from walking over all others. */
  String HAS_DEADLINE = "deadline > TIMESTAMP WITH TIME ZONE '1900-01-01 00:00:00+00'";

  @Select("SELECT " + OrchestrationReader.COLUMNS + " FROM orchestration WHERE " + HAS_DEADLINE
      + " AND deadline <= #{now} ORDER BY deadline, id LIMIT #{limit}")
  List<Orchestration> due(@Param("now") Instant now, @Param("limit") int limit);

  @Select("SELECT deadline FROM orchestration WHERE " + HAS_DEADLINE + " ORDER BY deadline, id LIMIT 1")
  TaskMapper.@Nullable Moment nextDue();

  /** The first tasks of an orchestration. */
  @Select("SELECT id FROM task WHERE orchestration_id = #{id} ORDER BY orchestration_id, id LIMIT #{limit}")
  List<Long> firstTasks(@Param("id") long id, @Param("limit") int limit);

  @Select("SELECT id, identifier FROM task WHERE orchestration_id = #{id} AND identifier = ANY(#{names})")
  List<NamedTask> named(@Param("id") long id, @Param("names") String[] names);

  /** Failed tasks that no edge expected to fail. */
  @Select("""
      SELECT COUNT(*) FROM task t WHERE t.orchestration_id = #{id} AND t.status = 'failed'
        AND (NOT EXISTS (SELECT 1 FROM edge e WHERE e.upstream = t.id)
          OR EXISTS (SELECT 1 FROM edge e WHERE e.upstream = t.id AND e.on_status = 'completed'))
      """)
  long untoleratedFailures(@Param("id") long id);

  @Update("UPDATE orchestration_head SET last = #{last}")
  void setLastNumber(@Param("last") long last);

  /** The last number given; nobody else takes one before this transaction ends. */
  @Select("SELECT last FROM orchestration_head ${lock_rows}")
  long lockLastNumber();

  /** A task and its name in its orchestration. */
  record NamedTask(TaskId id, String identifier) {}
}
