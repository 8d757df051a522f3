package dev.claudeworker.http;

import dev.claudeworker.queue.TaskView;
import dev.claudeworker.queue.TaskViewPage;
import dev.claudeworker.spi.storage.TaskFilter;
import dev.claudeworker.spi.task.TaskId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Finds the tasks of a query. What no index answers is looked for among a bounded number of candidates, newest first; then the
 * page may be short, even empty, and its cursor says where to look on. So one request costs the same however many tasks there are.
 */
final class TaskSearch {

  /** Most tasks that one request looks at for a filter without an index. */
  static final int MOST_EXAMINED = 5_000;

  private static final int CANDIDATES = 1_000;

  /**
   * What was found.
   *
   * @param tasks the tasks, newest first
   * @param next where the next page begins; empty if there is none
   * @param asOf number of the last event that this page shows
   */
  record Found(List<TaskView> tasks, Optional<TaskId> next, long asOf) {

    Found {
      tasks = List.copyOf(tasks);
    }
  }

  private TaskSearch() {}

  static Found find(TaskListQuery query, Function<TaskFilter, TaskViewPage> storage) {
    return query.isIndexed() ? indexed(storage.apply(query.filter())) : examined(query, storage);
  }

  private static Found indexed(TaskViewPage page) {
    Optional<TaskId> last =
        page.more() && !page.tasks().isEmpty() ? Optional.of(page.tasks().getLast().task().id()) : Optional.empty();
    return new Found(page.tasks(), last, page.asOf());
  }

  private static Found examined(TaskListQuery query, Function<TaskFilter, TaskViewPage> storage) {
    List<TaskView> found = new ArrayList<>();
    Optional<TaskId> last = Optional.empty();
    long asOf = 0;
    for (int examined = 0; examined < MOST_EXAMINED; examined += CANDIDATES) {
      TaskViewPage page = storage.apply(query.after(last, CANDIDATES));
      // The oldest of the pages' numbers: whoever goes on from it misses nothing.
      asOf = examined == 0 ? page.asOf() : Math.min(asOf, page.asOf());
      for (TaskView view : page.tasks()) {
        last = Optional.of(view.task().id());
        if (query.matches(view)) {
          found.add(view);
        }
        if (found.size() == query.filter().limit()) {
          return new Found(found, last, asOf);
        }
      }
      if (!page.more()) {
        return new Found(found, Optional.empty(), asOf);
      }
    }
    return new Found(found, last, asOf);
  }
}
