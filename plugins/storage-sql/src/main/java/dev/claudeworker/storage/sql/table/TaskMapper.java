package dev.claudeworker.storage.sql.table;

import dev.claudeworker.spi.task.TaskId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.SelectProvider;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

/** Statements about task rows. {@code ${...}} are the few words in which databases differ. */
public interface TaskMapper {

  @Insert("""
      INSERT INTO task (
        id, uuid, version, prompt_preview, account_id, resume_text, label_count, upstream_count,
        project_id, name, executor, account, executor_options, model, working_directory, priority,
        timeout_micros, max_cost_micros, initial_delay_micros,
        retry_attempts, retry_max_lost, retry_backoff, retry_initial_delay_micros, retry_max_delay_micros,
        retry_multiplier, retry_jitter,
        submitted_by, source, correlation_id, parent_task_id, traceparent,
        status, wait_code, wait_until, wait_details, not_before, claim_order,
        attempts, failures_counted, lost, suspensions, cancel_requested, unmet, created_at,
      """ + UsageColumns.NAMES + """
      ) VALUES (
        #{id}, #{uuid}, #{version}, #{promptPreview}, #{accountId}, #{resumeText}, #{settings.labelCount},
        #{upstreamCount},
        #{settings.chosen.project}, #{settings.name}, #{settings.chosen.executor}, #{settings.chosen.account},
        #{settings.chosen.executorOptions}, #{settings.model}, #{settings.workingDirectory}, #{priority},
        #{settings.chosen.timeout}, #{settings.maxCostMicros}, #{settings.chosen.initialDelay},
        #{settings.chosen.retry.attempts}, #{settings.chosen.retry.maxLost}, #{settings.chosen.retry.backoff},
        #{settings.chosen.retry.initialDelay}, #{settings.chosen.retry.maxDelay},
        #{settings.chosen.retry.multiplier}, #{settings.chosen.retry.jitter},
        #{settings.chosen.origin.submittedBy}, #{settings.chosen.origin.source},
        #{settings.chosen.origin.correlationId}, #{settings.parentTaskId}, #{settings.traceparent},
        #{status}, #{waitCode}, #{waitUntil}, #{waitDetails}, #{notBefore}, #{claimOrder},
        #{attempts}, #{failuresCounted}, #{lost}, #{suspensions}, #{cancelRequested}, #{unmet}, #{createdAt},
      """ + UsageColumns.VALUES + ")")
  void insert(TaskRow row);

  /** Writes all that can change, unless somebody else changed the row meanwhile: then no row is counted. */
  @Update("""
      UPDATE task SET
        version = #{version}, priority = #{priority}, status = #{status},
        wait_code = #{waitCode}, wait_until = #{waitUntil}, wait_details = #{waitDetails}, not_before = #{notBefore},
        claim_order = #{claimOrder}, attempts = #{attempts}, failures_counted = #{failuresCounted}, lost = #{lost},
        suspensions = #{suspensions}, cancel_requested = #{cancelRequested},
        resume_ref = #{resumeRef}, resume_text = #{resumeText},
        result_preview = #{resultPreview}, result_length = #{resultLength}, denied_tool_calls = #{deniedToolCalls},
        upstream_count = #{upstreamCount}, unmet = #{unmet}, skip_cause = #{skipCause},
        started_at = #{startedAt}, ended_at = #{endedAt},
      """ + UsageColumns.ASSIGNMENTS + ", " + FailureColumns.ASSIGNMENTS
      + " WHERE id = #{id} AND version = #{formerVersion}")
  void update(TaskRow row);

  /** A claim changes little, and does so for every task. */
  @Update("""
      UPDATE task SET
        version = #{version}, status = #{status}, wait_code = NULL, wait_until = NULL, wait_details = NULL,
        not_before = NULL, attempts = #{attempts}, cancel_requested = #{cancelRequested}, started_at = #{startedAt},
        ended_at = NULL
      WHERE id = #{id} AND version = #{formerVersion}
      """)
  void claim(TaskRow row);

  @Delete("DELETE FROM task WHERE id = #{id} AND version = #{formerVersion}")
  void delete(TaskRow row);

  /** Reads and, where a database has several writers, locks, in the order of ids. */
  @Select("SELECT " + TaskReader.COLUMNS + TaskReader.FROM + "WHERE t.id = ANY(#{ids}) ORDER BY t.id ${lock_tasks}")
  List<StoredTask> lock(@Param("ids") long[] ids);

  @Select("SELECT " + TaskReader.COLUMNS + TaskReader.FROM + "WHERE t.id = ANY(#{ids}) ORDER BY t.id")
  List<StoredTask> find(@Param("ids") long[] ids);

  @Select("SELECT id, uuid FROM task WHERE uuid = ANY(#{uuids})")
  List<KnownUuid> known(@Param("uuids") UUID[] uuids);

  /** Ids of the first due tasks of an account. ORDER BY repeats the whole index prefix, or H2 sorts all matches. */
  @Select("""
      SELECT t.id, t.claim_order FROM task t
      WHERE t.status = 'pending' AND t.account_id = #{account}
      ORDER BY t.status, t.account_id, t.claim_order, t.id LIMIT #{limit} ${lock_claimed}
      """)
  List<QueuedTask> queue(@Param("account") int account, @Param("limit") int limit);

  @Select("SELECT " + TaskReader.COLUMNS + TaskReader.FROM + """
      WHERE t.status = 'waiting' AND t.not_before <= #{now}
      ORDER BY t.status, t.not_before, t.id LIMIT #{limit}
      """)
  List<StoredTask> due(@Param("now") Instant now, @Param("limit") int limit);

  @Select("""
      SELECT t.not_before FROM task t WHERE t.status = 'waiting' AND t.not_before IS NOT NULL
      ORDER BY t.status, t.not_before, t.id LIMIT 1
      """)
  @Nullable
  Moment nextDue();

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
  record KnownUuid(TaskId id, UUID uuid) {}

  /** A time. */
  record Moment(Instant at) {}
}
