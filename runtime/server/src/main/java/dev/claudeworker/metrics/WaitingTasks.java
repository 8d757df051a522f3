package dev.claudeworker.metrics;

import dev.claudeworker.queue.ClaimOrder;
import dev.claudeworker.queue.TaskReader;
import dev.claudeworker.queue.TaskView;
import dev.claudeworker.queue.TaskViewPage;
import dev.claudeworker.spi.storage.TaskFilter;
import dev.claudeworker.spi.task.Task;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.task.TaskSettings;
import dev.claudeworker.spi.task.TaskStatus;
import dev.claudeworker.spi.task.WaitReason;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Why tasks do not run, and since when the oldest of those that could has been waiting.
 *
 * @param byReason how many wait, by reason
 * @param oldestDue when the task became due that has been due longest
 */
record WaitingTasks(Map<String, Long> byReason, Optional<Instant> oldestDue) {

  private static final int PAGE = 1_000;

  /** A task that is about to be started has no reason to wait. */
  private static final String NONE = "none";

  private static final String NOT_LOOKED_AT = "not_looked_at";

  /** Looks at the newest waiting tasks up to a bound; the counts tell how many were not looked at. */
  static WaitingTasks of(TaskReader queue, ClaimOrder order, BoundedLabel reasons, int atMost,
      Map<TaskStatus, Long> counts) {
    Map<String, Long> byReason = new TreeMap<>();
    Optional<Instant> oldest = Optional.empty();
    int looked = 0;
    Optional<TaskId> before = Optional.empty();
    boolean more = true;
    while (more && looked < atMost) {
      TaskViewPage page = queue.list(new TaskFilter(TaskSettings.DEFAULT_PROJECT,
          Set.of(TaskStatus.PENDING, TaskStatus.WAITING), Map.of(), Optional.empty(), before,
          Math.min(PAGE, atMost - looked)));
      for (TaskView view : page.tasks()) {
        byReason.merge(reasons.of(view.waitReason().map(WaitReason::code).orElse(NONE)), 1L, Long::sum);
        oldest = earlier(oldest, view.task(), order);
      }
      looked += page.tasks().size();
      more = page.more() && !page.tasks().isEmpty();
      before = page.tasks().isEmpty() ? before : Optional.of(page.tasks().getLast().task().id());
    }
    long all = counts.getOrDefault(TaskStatus.PENDING, 0L) + counts.getOrDefault(TaskStatus.WAITING, 0L);
    if (more && all > looked) {
      byReason.put(NOT_LOOKED_AT, all - looked);
    }
    return new WaitingTasks(byReason, oldest);
  }

  private static Optional<Instant> earlier(Optional<Instant> oldest, Task task, ClaimOrder order) {
    if (task.status() != TaskStatus.PENDING) {
      return oldest;
    }
    Instant due = order.due(task);
    return oldest.filter(other -> other.isBefore(due)).or(() -> Optional.of(due));
  }
}
