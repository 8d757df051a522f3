package dev.claudeworker.spi.storage;

import dev.claudeworker.spi.dag.Orchestration;
import dev.claudeworker.spi.dag.OrchestrationId;
import dev.claudeworker.spi.task.TaskId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is read about orchestrations and dependencies. As safe, and as closed, as the {@link Storage} it comes from. */
public interface GraphReads {

  /**
   * One orchestration.
   *
   * @param id its number
   * @return the orchestration, empty if there is none
   */
  Optional<Orchestration> orchestration(OrchestrationId id);

  /**
   * Orchestrations by filter, newest (largest id) first.
   *
   * @param filter what to list
   * @return one page and the event number as of which it is true
   */
  OrchestrationPage orchestrations(OrchestrationFilter filter);

  /**
   * Orchestrations whose deadline has come.
   *
   * @param now the moment, by the core's clock
   * @param limit at most so many, 1 or more
   * @return orchestrations that have not ended with {@code deadline <= now}, earliest first
   */
  List<Orchestration> due(Instant now, int limit);

  /**
   * The tasks of an orchestration, without what only their own page shows. Cheap: a few statements, however many.
   *
   * @param id the orchestration
   * @param after only tasks with a larger id
   * @param limit at most so many, 1 to 100,000
   * @return the tasks by id, empty if there is no such orchestration
   */
  List<OrchestrationTask> tasks(OrchestrationId id, Optional<TaskId> after, int limit);

  /**
   * Which tasks of an orchestration have these names.
   *
   * @param id the orchestration
   * @param identifiers the names
   * @return the ids by name, without the unknown ones
   */
  Map<String, TaskId> identifiers(OrchestrationId id, Set<String> identifiers);

  /**
   * The direct dependencies of a task.
   *
   * @param task its id
   * @param limit at most so many dependents, 1 to 10,000
   * @return its edges, empty lists if there is no such task
   */
  TaskDependencies dependencies(TaskId task, int limit);

  /**
   * What a task depends on, or what depends on it, over any number of edges.
   *
   * @param task its id
   * @param direction up or down
   * @param limit at most so many tasks, 1 to 10,000
   * @return the tasks, nearest first
   */
  RelatedTasks related(TaskId task, Direction direction, int limit);

  /**
   * Who holds a place in a lane.
   *
   * @param key the lane's key
   * @param limit at most so many, 1 or more
   * @return ids of tasks, smallest first
   */
  List<TaskId> laneHolders(String key, int limit);

  /** Which way along the edges. */
  enum Direction {
    /** To the tasks it depends on. */
    UP,
    /** To the tasks that depend on it. */
    DOWN
  }
}
