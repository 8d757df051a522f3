package dev.claudeworker.storage.sql.table;

import dev.claudeworker.spi.dag.OrchestrationId;
import dev.claudeworker.storage.sql.table.TaskMapper.Moment;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Lang;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.jspecify.annotations.Nullable;

/** Statements about idempotency keys. */
public interface KeyMapper {

  /** The columns of a {@link KeyRow}. */
  String COLUMNS = "project_id, idempotency_key, request_hash, first_task_id, task_count, created_at, orchestration_id";

  @Lang(BoundRows.class)
  @Insert("INSERT INTO idempotency_key (" + COLUMNS + ") VALUES ?")
  void insert(KeyRow row);

  @Select("SELECT " + COLUMNS + " FROM idempotency_key WHERE project_id = #{project} AND idempotency_key = #{key}")
  @Nullable
  KeyRow find(@Param("project") String project, @Param("key") String key);

  /** The times of the oldest ones. */
  @Select("SELECT created_at FROM idempotency_key WHERE created_at < #{before} ORDER BY created_at LIMIT #{limit}")
  List<Moment> oldest(@Param("before") Instant before, @Param("limit") int limit);

  @Delete("DELETE FROM idempotency_key WHERE created_at <= #{last}")
  void removeUpTo(@Param("last") Instant last);

  /**
   * What was submitted under a key.
   *
   * @param project the project
   * @param key the key
   * @param requestHash hash of the request
   * @param firstTask the first of the submitted tasks, whose numbers are consecutive
   * @param taskCount how many there were
   * @param createdAt when, by the core's clock
   * @param orchestration the orchestration of the tasks
   */
  record KeyRow(
      String project,
      String key,
      String requestHash,
      long firstTask,
      int taskCount,
      Instant createdAt,
      Optional<OrchestrationId> orchestration)
      implements
      BoundRow {

    @Override
    public void bind(ColumnWriter columns) throws SQLException {
      columns.text(project)
          .text(key)
          .text(requestHash)
          .number(firstTask)
          .count(taskCount)
          .instant(createdAt)
          .number(orchestration.map(OrchestrationId::value));
    }
  }
}
