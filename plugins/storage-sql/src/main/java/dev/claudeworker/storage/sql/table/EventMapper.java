package dev.claudeworker.storage.sql.table;

import dev.claudeworker.spi.task.TaskEvent;
import java.time.Instant;
import java.util.List;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Lang;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

/** Statements about the event log. */
public interface EventMapper {

  /** Takes a block of numbers; the row stays locked until the commit, so numbers follow the order of commits. */
  @Update("UPDATE event_head SET last = last + #{count}")
  void takeNumbers(@Param("count") int count);

  @Select("SELECT last FROM event_head")
  long head();

  /** The same after numbers were taken; tells other servers of it once it is committed. */
  @Select("SELECT last${announce} FROM event_head")
  long takenHead();

  @Lang(BoundRows.class)
  @Insert("INSERT INTO event (" + EventReader.COLUMNS + ") VALUES ?")
  void insert(EventRow row);

  @Select("SELECT " + EventReader.COLUMNS + """
       FROM event WHERE seq > #{after} AND seq <= #{head} ORDER BY seq LIMIT #{limit}
      """)
  List<TaskEvent> after(@Param("after") long after, @Param("head") long head, @Param("limit") int limit);

  @Select("SELECT " + EventReader.COLUMNS + """
       FROM event WHERE task_id = #{task} AND seq > #{after} AND seq <= #{head}
      ORDER BY task_id, seq LIMIT #{limit}
      """)
  List<TaskEvent> ofTask(
      @Param("task") long task, @Param("after") long after, @Param("head") long head, @Param("limit") int limit);

  /** The oldest ones with their times. */
  @Select("SELECT seq, occurred_at FROM event ORDER BY seq LIMIT #{limit}")
  List<Age> oldestWithTimes(@Param("limit") int limit);

  @Delete("DELETE FROM event WHERE seq <= #{last}")
  void removeUpTo(@Param("last") long last);

  /** How old an event is. */
  record Age(long number, Instant at) {}

  @Select("SELECT seq FROM event ORDER BY seq LIMIT 1")
  @Nullable
  Long oldest();
}
