package dev.claudeworker.storage.sql.table;

import dev.claudeworker.spi.storage.OrchestrationTask;
import dev.claudeworker.spi.storage.RelatedTasks.Related;
import dev.claudeworker.spi.storage.TaskDependencies.Edge;
import dev.claudeworker.spi.task.TaskId;
import java.sql.SQLException;
import java.util.List;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Lang;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.jspecify.annotations.Nullable;

/** Statements about the edges of graphs. */
public interface GraphMapper {

  @Select("SELECT " + OrchestrationTaskReader.COLUMNS + TaskReader.FROM + """
      WHERE t.orchestration_id = #{id} AND t.id > #{after} ORDER BY t.orchestration_id, t.id LIMIT #{limit}
      """)
  List<OrchestrationTask> tasks(@Param("id") long id, @Param("after") long after, @Param("limit") int limit);

  /** The edges to upstream tasks of the tasks of an orchestration from one number to another. */
  @Select("""
      SELECT e.upstream, e.downstream FROM task t JOIN edge e ON e.downstream = t.id
      WHERE t.orchestration_id = #{id} AND t.id >= #{first} AND t.id <= #{last}
      """)
  List<EdgeEnds> edges(@Param("id") long id, @Param("first") long first, @Param("last") long last);

  /** The same where all tasks between these numbers are of the orchestration, as those of one submission are. */
  @Select("SELECT e.upstream, e.downstream FROM edge e WHERE e.downstream >= #{first} AND e.downstream <= #{last}")
  List<EdgeEnds> edgesBetween(@Param("first") long first, @Param("last") long last);

  /** The edges to upstream tasks. */
  @Select("SELECT e.upstream, e.downstream FROM edge e WHERE e.downstream = ANY(#{ids})")
  List<EdgeEnds> edgesUp(@Param("ids") long[] ids);

  /** The edges to dependent tasks. */
  @Select("SELECT e.upstream, e.downstream FROM edge e WHERE e.upstream = ANY(#{ids})")
  List<EdgeEnds> edgesDown(@Param("ids") long[] ids);

  @Select("""
      SELECT u.id, u.identifier, u.status, e.on_status, e.if_broken, COALESCE(e.created_at, d.created_at), u.ended_at
      FROM edge e JOIN task u ON u.id = e.upstream JOIN task d ON d.id = e.downstream
      WHERE e.downstream = #{task} ORDER BY e.downstream, e.upstream
      """)
  List<Edge> upstream(@Param("task") long task);

  /** The bound on the downstream task, which all meet, makes H2 choose the index that gives the order. */
  @Select("""
      SELECT d.id, d.identifier, d.status, e.on_status, e.if_broken, COALESCE(e.created_at, d.created_at), u.ended_at
      FROM edge e JOIN task u ON u.id = e.upstream JOIN task d ON d.id = e.downstream
      WHERE e.upstream = #{task} AND e.downstream > 0 ORDER BY e.upstream, e.downstream LIMIT #{limit}
      """)
  List<Edge> dependents(@Param("task") long task, @Param("limit") int limit);

  /** Tasks as they are shown when they were reached; the distance is not known here. */
  @Select("SELECT t.id, t.identifier, t.status FROM task t WHERE t.id = ANY(#{ids})")
  List<Related> reached(@Param("ids") long[] ids);

  @Select("SELECT t.id, t.identifier FROM task t WHERE t.id = ANY(#{ids})")
  List<OrchestrationMapper.NamedTask> names(@Param("ids") long[] ids);

  @Delete("DELETE FROM edge WHERE downstream = #{downstream} AND upstream = #{upstream}")
  void deleteEdge(@Param("upstream") long upstream, @Param("downstream") long downstream);

  @Lang(BoundRows.class)
  @Insert("INSERT INTO backward_edge (downstream, upstream) VALUES ?")
  void insertBackward(EdgeEnds edge);

  @Delete("DELETE FROM backward_edge WHERE downstream = #{downstream} AND upstream = #{upstream}")
  void deleteBackward(@Param("upstream") long upstream, @Param("downstream") long downstream);

  /** The smallest number of a task that waits for one with a larger number. */
  @Select("SELECT downstream FROM backward_edge ORDER BY downstream, upstream LIMIT 1")
  @Nullable
  Long lowestBackward();

  /** An edge by its tasks. */
  record EdgeEnds(TaskId upstream, TaskId downstream) implements BoundRow {

    /** Whether a task waits for one with a larger number. */
    public boolean isBackward() {
      return upstream.value() > downstream.value();
    }

    @Override
    public void bind(ColumnWriter columns) throws SQLException {
      columns.number(downstream.value()).number(upstream.value());
    }
  }
}
