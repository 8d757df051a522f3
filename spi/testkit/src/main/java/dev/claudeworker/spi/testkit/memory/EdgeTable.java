package dev.claudeworker.spi.testkit.memory;

import dev.claudeworker.spi.dag.EdgeCondition;
import dev.claudeworker.spi.dag.IfBroken;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.task.TaskStatus;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Who depends on whom, readable from both ends. */
final class EdgeTable {

  private static final TaskId FIRST = new TaskId(1);
  private static final TaskId LAST = new TaskId(Long.MAX_VALUE);

  private final Table<Ends, Edge> byUpstream;
  private final Table<Ends, Edge> byDownstream;

  /** An edge. */
  record Edge(TaskId upstream, TaskId downstream, EdgeCondition on, IfBroken ifBroken, Instant created) {

    /** Whether the end of the upstream task is what the edge asks for. */
    boolean isSatisfied(TaskStatus status) {
      return switch (on) {
        case COMPLETED -> status == TaskStatus.COMPLETED;
        case ENDED -> status.isFinal();
        case FAILED -> status == TaskStatus.FAILED;
      };
    }
  }

  private record Ends(TaskId near, TaskId far) implements Comparable<Ends> {

    private static final Comparator<Ends> ORDER = Comparator.comparing(Ends::near).thenComparing(Ends::far);

    @Override
    public int compareTo(Ends other) {
      return ORDER.compare(this, other);
    }
  }

  EdgeTable(Journal journal) {
    byUpstream = new Table<>(journal);
    byDownstream = new Table<>(journal);
  }

  /** All edges, by downstream and upstream id. */
  Collection<Edge> all() {
    return byDownstream.all();
  }

  /** The edges to a task's upstream tasks, by their ids. */
  List<Edge> upstreamsOf(TaskId task) {
    return byDownstream.between(new Ends(task, FIRST), new Ends(task, LAST));
  }

  /** The edges to a task's dependents, by their ids. */
  List<Edge> downstreamsOf(TaskId task) {
    return byUpstream.between(new Ends(task, FIRST), new Ends(task, LAST));
  }

  void add(Edge edge) {
    byUpstream.put(new Ends(edge.upstream(), edge.downstream()), edge);
    byDownstream.put(new Ends(edge.downstream(), edge.upstream()), edge);
  }

  /** Removes all edges of a task. */
  void removeAll(TaskId task) {
    upstreamsOf(task).forEach(this::remove);
    downstreamsOf(task).forEach(this::remove);
  }

  void remove(Edge edge) {
    byUpstream.remove(new Ends(edge.upstream(), edge.downstream()));
    byDownstream.remove(new Ends(edge.downstream(), edge.upstream()));
  }
}
