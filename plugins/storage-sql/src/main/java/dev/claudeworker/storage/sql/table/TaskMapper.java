package dev.claudeworker.storage.sql.table;

import dev.claudeworker.spi.dag.OrchestrationId;
import dev.claudeworker.spi.task.TaskId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Lang;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.SelectProvider;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

/** Statements about task rows. {@code ${...}} are the few words in which databases differ. */
public interface TaskMapper {

  @Lang(BoundRows.class)
  @Insert("INSERT INTO task (" + NewTaskRow.COLUMNS + ") VALUES ?")
  void insert(NewTaskRow row);

  /** Writes all that can change, unless somebody else changed the row meanwhile: then no row is counted. */
  @Lang(BoundRows.class)
  @Update(TaskUpdate.SQL)
  void update(TaskUpdate update);

  @Lang(BoundRows.class)
  @Update(TaskClaim.SQL)
  void claim(TaskClaim claim);

  @Lang(BoundRows.class)
  @Delete(TaskDeletion.SQL)
  void delete(TaskDeletion deletion);

  /** Reads and, where a database has several writers, locks, in the order of ids. */
  @Select("SELECT " + TaskReader.COLUMNS + TaskReader.FROM + "WHERE t.id = ANY(#{ids}) ORDER BY t.id ${lock_tasks}")
  List<StoredTask> lock(@Param("ids") long[] ids);

  @Select("SELECT " + TaskReader.COLUMNS + TaskReader.FROM + "WHERE t.id = ANY(#{ids}) ORDER BY t.id")
  List<StoredTask> find(@Param("ids") long[] ids);

  @Select("SELECT id, uuid, orchestration_id FROM task WHERE uuid = ANY(#{uuids})")
  List<KnownUuid> known(@Param("uuids") UUID[] uuids);

  /** Ids of the first due tasks of an account. ORDER BY repeats the whole index prefix, or H2 sorts all matches. */
  @Select("""
      SELECT t.id, t.claim_order FROM task t
      WHERE t.queue = #{queue}
      ORDER BY t.queue, t.claim_order, t.id LIMIT #{limit} ${lock_claimed}
      """)
  List<QueuedTask> queue(@Param("queue") String queue, @Param("limit") int limit);

  /**
   * The same without tasks that are left to other servers for a while. Those are few: no more than ran at once before they
   * were suspended or lost, and only as long as they are left.
   */
  @Select("""
      SELECT t.id, t.claim_order FROM task t
      WHERE t.queue = #{queue}
      AND (t.resume_ref IS NULL OR t.last_server IS NULL OR t.pending_since IS NULL OR t.pending_since <= #{since}
        OR NOT t.last_server = ANY(#{others}))
      ORDER BY t.queue, t.claim_order, t.id LIMIT #{limit} ${lock_claimed}
      """)
  List<QueuedTask> queueBeside(
      @Param("queue") String queue, @Param("limit") int limit, @Param("others") String[] others,
      @Param("since") Instant since);

  /** Only waiting tasks have a time. The bound keeps H2 from walking over all others, which come first in its index. */
  String HAS_TIME = "t.not_before > TIMESTAMP WITH TIME ZONE '1900-01-01 00:00:00+00'";

  @Select("SELECT " + TaskReader.COLUMNS + TaskReader.FROM + "WHERE " + HAS_TIME + """
       AND t.not_before <= #{now}
      ORDER BY t.not_before, t.id LIMIT #{limit}
      """)
  List<StoredTask> due(@Param("now") Instant now, @Param("limit") int limit);

  @Select("SELECT t.not_before FROM task t WHERE " + HAS_TIME + " ORDER BY t.not_before, t.id LIMIT 1")
  @Nullable
  Moment nextDue();

  /** Only tasks that have ended have a time of their end; the bound is for H2 as in {@link #HAS_TIME}. */
  @Select("""
      SELECT t.id FROM task t
      WHERE t.ended_at > TIMESTAMP WITH TIME ZONE '1900-01-01 00:00:00+00' AND t.ended_at < #{moment}
      AND NOT EXISTS (SELECT 1 FROM edge e JOIN task d ON d.id = e.downstream
        WHERE e.upstream = t.id AND d.status IN ('pending', 'waiting', 'running'))
      AND NOT EXISTS (SELECT 1 FROM orchestration o WHERE o.id = t.orchestration_id AND o.ended_at IS NULL)
      ORDER BY t.ended_at, t.id LIMIT #{limit}
      """)
  List<Long> endedBefore(@Param("moment") Instant moment, @Param("limit") int limit);

  @Select("SELECT id FROM task WHERE id = ANY(#{ids}) AND cancel_requested")
  List<Long> cancelRequested(@Param("ids") long[] ids);

  @SelectProvider(type = TaskListQuery.class, method = "sql")
  List<StoredTask> list(TaskListQuery query);

  @Update("UPDATE task_head SET last = #{last}")
  void setLastNumber(@Param("last") long last);

  /** The last number given; nobody else takes one before this transaction ends. */
  @Select("SELECT last FROM task_head ${lock_rows}")
  long lockLastNumber();

  /** A due task. */
  record QueuedTask(TaskId id, long claimOrder) {}

  /** The number of a task that has a uuid. */
  record KnownUuid(TaskId id, UUID uuid, Optional<OrchestrationId> orchestration) {}

  /** A time. */
  record Moment(Instant at) {}
}
