package dev.claudeworker.storage.sql.table;

import dev.claudeworker.spi.dag.OrchestrationId;
import dev.claudeworker.spi.task.Held;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Lang;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;

/** Statements about lanes and the tasks that are held for a place in one. */
public interface LaneMapper {

  /** Reads and, where a database has several writers, locks, in the order of keys. */
  @Select("SELECT lane_key, lane_limit, taken, waiting FROM lane WHERE lane_key = ANY(#{keys}) ORDER BY lane_key ${lock_rows}")
  List<LaneRow> lock(@Param("keys") String[] keys);

  @Lang(BoundRows.class)
  @Insert("INSERT INTO lane (lane_limit, taken, waiting, lane_key) VALUES ?")
  void insert(LaneRow row);

  @Lang(BoundRows.class)
  @Update("UPDATE lane SET lane_limit = ?, taken = ?, waiting = ? WHERE lane_key = ?")
  void update(LaneRow row);

  @Delete("DELETE FROM lane WHERE lane_key = #{key}")
  void delete(@Param("key") String key);

  /** The first tasks of a queue. */
  @Select("""
      SELECT t.id, t.account_id, t.orchestration_id, t.lane_key FROM task t
      WHERE t.queue = #{queue} ORDER BY t.queue, t.claim_order, t.id LIMIT #{limit}
      """)
  List<HeldTask> first(@Param("queue") String queue, @Param("limit") int limit);

  @Lang(BoundRows.class)
  @Update("UPDATE task SET held = ?, queue = ?, lane_place = ? WHERE id = ?")
  void advance(Advance advance);

  @Select("SELECT id FROM task WHERE lane_place = #{key} ORDER BY lane_place, id LIMIT #{limit}")
  List<Long> holders(@Param("key") String key, @Param("limit") int limit);

  /**
   * A lane.
   *
   * @param key its key, as {@link Queues} names it
   * @param limit how many places it has
   * @param taken how many of them are taken
   * @param waiting how many tasks wait for one
   */
  record LaneRow(String key, int limit, int taken, int waiting) implements BoundRow {

    @Override
    public void bind(ColumnWriter columns) throws SQLException {
      columns.count(limit).count(taken).count(waiting).text(key);
    }
  }

  /** A task that is held for a place in a lane. */
  record HeldTask(long id, int account, Optional<OrchestrationId> orchestration, Optional<String> laneKey) {}

  /**
   * A task that got a place.
   *
   * @param task the task
   * @param held what it is held for now
   */
  record Advance(HeldTask task, Optional<Held> held) implements BoundRow {

    @Override
    public void bind(ColumnWriter columns) throws SQLException {
      Optional<String> next = task.orchestration().map(Queues::ofOrchestration).filter(queue -> held.isPresent());
      columns.word(held)
          .text(next.orElseGet(() -> Queues.ofAccount(task.account())))
          .text(task.laneKey())
          .number(task.id());
    }
  }
}
