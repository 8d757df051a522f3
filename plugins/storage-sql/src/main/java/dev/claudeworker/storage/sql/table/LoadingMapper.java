package dev.claudeworker.storage.sql.table;

import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.jspecify.annotations.Nullable;

/** Statements about tasks of a large graph that are written ahead of the transaction that makes them visible. */
public interface LoadingMapper {

  /** Tasks from this number on are not there yet. */
  @Insert("INSERT INTO loading (first_task) VALUES (#{first})")
  void begin(@Param("first") long first);

  /** All tasks are there. */
  @Delete("DELETE FROM loading")
  void end();

  /** The first task that is not there yet; null = all are. */
  @Select("SELECT first_task FROM loading")
  @Nullable
  Long first();

  /** The largest number of a task, also of one that is not there yet. */
  @Select("SELECT COALESCE(MAX(id), 0) FROM task")
  long lastTask();

  @Delete("DELETE FROM edge WHERE downstream BETWEEN #{first} AND #{last}")
  void deleteEdges(@Param("first") long first, @Param("last") long last);

  @Delete("DELETE FROM task_text WHERE task_id BETWEEN #{first} AND #{last}")
  void deleteTexts(@Param("first") long first, @Param("last") long last);

  @Delete("DELETE FROM label WHERE task_id BETWEEN #{first} AND #{last}")
  void deleteLabels(@Param("first") long first, @Param("last") long last);

  @Delete("DELETE FROM task WHERE id BETWEEN #{first} AND #{last}")
  void deleteTasks(@Param("first") long first, @Param("last") long last);
}
