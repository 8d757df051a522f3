package dev.claudeworker.storage.sql.table;

import dev.claudeworker.spi.storage.ProgressUpdate;
import dev.claudeworker.spi.task.Lease;
import java.time.Instant;
import java.util.List;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Lang;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;

/** Statements about attempts, their leases and their progress. */
public interface AttemptMapper {

  /** The condition under which an attempt is the one that a lease was given for. */
  String HELD = "task_id = #{lease.task.value} AND number = #{lease.attempt} AND token = #{lease.token} "
      + "AND status = 'running'";

  @Lang(BoundRows.class)
  @Insert("INSERT INTO attempt (" + AttemptReader.COLUMNS + ") VALUES ?")
  void insert(AttemptRow row);

  /** Counts a row if the attempt is running under the token it was read with. */
  @Lang(BoundRows.class)
  @Update(AttemptUpdate.SQL)
  void update(AttemptUpdate update);

  @Delete("DELETE FROM attempt WHERE task_id = #{task}")
  void delete(@Param("task") long task);

  /** More than was asked for if a task has several attempts: the caller chooses by task and number together. */
  @Select("SELECT " + AttemptReader.COLUMNS
      + " FROM attempt WHERE task_id = ANY(#{tasks}) AND number = ANY(#{numbers})")
  List<AttemptRow> find(@Param("tasks") long[] tasks, @Param("numbers") long[] numbers);

  @Select("SELECT " + AttemptReader.COLUMNS + " FROM attempt WHERE task_id = #{task} ORDER BY task_id, number")
  List<AttemptRow> ofTask(@Param("task") long task);

  @Select("SELECT " + AttemptReader.COLUMNS
      + " FROM attempt WHERE status = 'running' AND server_id = #{server} ORDER BY task_id")
  List<AttemptRow> runningOn(@Param("server") String server);

  @Select("SELECT " + AttemptReader.COLUMNS
      + " FROM attempt WHERE status = 'running' AND lease_expires <= #{now} ORDER BY task_id")
  List<AttemptRow> expired(@Param("now") Instant now);

  /** Counts a row if the lease is held. */
  @Update("UPDATE attempt SET lease_expires = #{expires} WHERE " + HELD)
  void renew(@Param("lease") Lease lease, @Param("expires") Instant expires);

  /** Counts a row if the lease is held and the task has had progress before. */
  @Update("""
      UPDATE progress SET attempt = #{lease.attempt}, last_action = #{progress.lastAction},
        input_tokens = #{progress.usage.inputTokens}, output_tokens = #{progress.usage.outputTokens},
        cache_read_tokens = #{progress.usage.cacheReadTokens}, cache_write_tokens = #{progress.usage.cacheWriteTokens},
        turns = #{progress.usage.turns}, cost_micros = #{progress.usage.costMicrosUsd},
        cpu_micros = #{progress.usage.cpuTime}, peak_memory_bytes = #{progress.usage.peakMemoryBytes}
      WHERE task_id = #{lease.task.value} AND EXISTS (SELECT 1 FROM attempt WHERE
      """ + HELD + ")")
  void updateProgress(ProgressUpdate update);

  /** Counts a row if the lease is held and the task has had no progress before. */
  @Insert("INSERT INTO progress (task_id, attempt, last_action, " + UsageColumns.NAMES + """
      ) SELECT task_id, number, #{progress.lastAction}, #{progress.usage.inputTokens},
        #{progress.usage.outputTokens}, #{progress.usage.cacheReadTokens}, #{progress.usage.cacheWriteTokens},
        #{progress.usage.turns}, #{progress.usage.costMicrosUsd}, #{progress.usage.cpuTime},
        #{progress.usage.peakMemoryBytes}
      FROM attempt WHERE
      """ + HELD + " AND NOT EXISTS (SELECT 1 FROM progress p WHERE p.task_id = #{lease.task.value})")
  void insertProgress(ProgressUpdate update);
}
