package dev.claudeworker.storage.sql.table;

import dev.claudeworker.spi.task.Held;
import dev.claudeworker.spi.task.TaskStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;

/** Statements that change all tasks of an orchestration at once, in the steps of {@link dev.claudeworker.spi.storage.RestMove}. */
public interface RestMapper {

  /** Tasks in some states, by id. */
  @Select("""
      SELECT t.id, t.status, t.account_id, t.lane_key, t.lane_limit, t.held, t.cancel_requested FROM task t
      WHERE t.orchestration_id = #{id} AND t.status IN (#{one}, #{two}, #{three})
      ORDER BY t.orchestration_id, t.id ${lock_tasks}
      """)
  List<RestTask> tasks(
      @Param("id") long id, @Param("one") TaskStatus one, @Param("two") TaskStatus two,
      @Param("three") TaskStatus three);

  @Update("""
      UPDATE task SET status = 'cancelled', version = version + 1, ended_at = #{at}, cancel_requested = FALSE,
        wait_code = NULL, wait_until = NULL, wait_details = NULL, not_before = NULL,
        held = NULL, queue = NULL, lane_place = NULL
      WHERE id = ANY(#{ids})
      """)
  int cancel(@Param("ids") long[] ids, @Param("at") Instant at);

  @Update("UPDATE task SET cancel_requested = TRUE, version = version + 1 WHERE id = ANY(#{ids})")
  int requestCancel(@Param("ids") long[] ids);

  @Update("UPDATE task SET held = 'paused', queue = NULL, lane_place = NULL WHERE id = ANY(#{ids})")
  int hold(@Param("ids") long[] ids);

  /** Makes tasks wait for their upstream tasks anew. */
  @Update("""
      UPDATE task SET status = 'waiting', version = version + 1, wait_code = 'dependency', wait_until = NULL,
        wait_details = '{}', claim_order = #{claimOrder}, failures_counted = 0, lost = 0, suspensions = 0,
        cancel_requested = FALSE, resume_ref = NULL, resume_text = FALSE, skip_cause = NULL, ended_at = NULL,
        error_code = NULL, error_category = NULL, error_retry_helps = NULL, error_message = NULL,
        error_suggestion = NULL, error_details = NULL
      WHERE id = ANY(#{ids})
      """)
  int retry(@Param("ids") long[] ids, @Param("claimOrder") long claimOrder);

  @Delete("DELETE FROM task_text WHERE task_id = ANY(#{ids}) AND kind = 'resume_text'")
  int deleteResumeTexts(@Param("ids") long[] ids);

  /** Counts anew what tasks still wait for. */
  @Update("""
      UPDATE task SET version = version + 1, unmet =
        (SELECT COUNT(*) FROM edge e JOIN task u ON u.id = e.upstream
          WHERE e.downstream = task.id AND u.status IN ('pending', 'waiting', 'running'))
      WHERE id = ANY(#{ids})
      """)
  int countUnmet(@Param("ids") long[] ids);

  /** Those of the tasks with an edge that was resolved otherwise than it asks. */
  @Select("""
      SELECT DISTINCT e.downstream FROM edge e JOIN task u ON u.id = e.upstream
      WHERE e.downstream = ANY(#{ids})
        AND ((e.on_status = 'completed' AND u.status IN ('failed', 'skipped', 'cancelled'))
          OR (e.on_status = 'failed' AND u.status IN ('completed', 'skipped', 'cancelled')))
      """)
  List<Long> broken(@Param("ids") long[] ids);

  /** Those of the tasks that wait for nothing any more. */
  @Select("SELECT id FROM task WHERE id = ANY(#{ids}) AND unmet = 0")
  List<Long> free(@Param("ids") long[] ids);

  @Update("""
      UPDATE task SET status = 'pending', wait_code = NULL, wait_until = NULL, wait_details = NULL
      WHERE id = ANY(#{ids})
      """)
  int release(@Param("ids") long[] ids);

  @Update("UPDATE task SET held = NULL, lane_place = lane_key, queue = CONCAT('a:', account_id) WHERE id = ANY(#{ids})")
  int makeClaimable(@Param("ids") long[] ids);

  @Update("UPDATE task SET held = 'paused', queue = NULL WHERE id = ANY(#{ids})")
  int holdPaused(@Param("ids") long[] ids);

  @Update("UPDATE task SET held = 'concurrency', queue = CONCAT('t:', lane_key) WHERE id = ANY(#{ids})")
  int holdForLane(@Param("ids") long[] ids);

  @Update("UPDATE task SET held = 'orchestration_limit', queue = CONCAT('o:', orchestration_id) WHERE id = ANY(#{ids})")
  int holdForOrchestration(@Param("ids") long[] ids);

  /** What a move of all tasks needs to know of each. */
  record RestTask(
      long id,
      TaskStatus status,
      int account,
      Optional<String> laneKey,
      Optional<Integer> laneLimit,
      Optional<Held> held,
      boolean cancelRequested) {}
}
