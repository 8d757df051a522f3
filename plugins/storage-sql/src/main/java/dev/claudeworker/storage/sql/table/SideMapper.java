package dev.claudeworker.storage.sql.table;

import java.util.List;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Lang;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;

/** Statements about what stands beside a task's row: texts, labels, edges. */
public interface SideMapper {

  @Lang(BoundRows.class)
  @Insert("INSERT INTO task_text (task_id, kind, part, text) VALUES ?")
  void insertText(TextRow row);

  @Delete("DELETE FROM task_text WHERE task_id = #{task} AND kind = #{kind}")
  void deleteText(@Param("task") long task, @Param("kind") TextKind kind);

  /** The texts of an attempt to come: all but the result. */
  @Select("""
      SELECT task_id, kind, part, text FROM task_text
      WHERE task_id = ANY(#{ids}) AND kind IN ('prompt', 'system_prompt', 'environment', 'resume_text')
      ORDER BY task_id, kind, part
      """)
  List<TextRow> inputs(@Param("ids") long[] ids);

  @Select("""
      SELECT task_id, kind, part, text FROM task_text
      WHERE task_id = #{task} AND kind IN ('result', 'result_details')
      ORDER BY task_id, kind, part
      """)
  List<TextRow> result(@Param("task") long task);

  @Lang(BoundRows.class)
  @Insert("INSERT INTO label (task_id, label_name, label_value) VALUES ?")
  void insertLabel(LabelRow row);

  @Select("SELECT task_id, label_name, label_value FROM label WHERE task_id = ANY(#{ids})")
  List<LabelRow> labels(@Param("ids") long[] ids);

  @Lang(BoundRows.class)
  @Insert("INSERT INTO edge (upstream, downstream, on_status, if_broken, created_at) VALUES ?")
  void insertEdge(EdgeRow row);

  /** What tasks wait or waited for, by downstream and upstream id. */
  @Select("""
      SELECT e.upstream, e.downstream, e.on_status, e.if_broken, e.created_at, u.status FROM edge e JOIN task u ON u.id = e.upstream
      WHERE e.downstream = ANY(#{ids}) ORDER BY e.downstream, e.upstream
      """)
  List<EdgeRow> upstreams(@Param("ids") long[] ids);

  /** Ids of tasks that wait or waited for one of these. */
  @Select("SELECT DISTINCT e.downstream FROM edge e WHERE e.upstream = ANY(#{ids}) ORDER BY e.downstream")
  List<Long> dependents(@Param("ids") long[] ids);

  @Delete("DELETE FROM task_text WHERE task_id = #{task}")
  void deleteTexts(@Param("task") long task);

  @Delete("DELETE FROM label WHERE task_id = #{task}")
  void deleteLabels(@Param("task") long task);

  @Delete("DELETE FROM edge WHERE downstream = #{task}")
  void deleteUpstreamEdges(@Param("task") long task);

  @Delete("DELETE FROM edge WHERE upstream = #{task}")
  void deleteDownstreamEdges(@Param("task") long task);

  @Delete("DELETE FROM progress WHERE task_id = #{task}")
  void deleteProgress(@Param("task") long task);
}
