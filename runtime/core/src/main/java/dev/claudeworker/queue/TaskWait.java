package dev.claudeworker.queue;

import dev.claudeworker.event.EventPublisher;
import dev.claudeworker.event.EventSubscriber;
import dev.claudeworker.spi.storage.Storage;
import dev.claudeworker.spi.task.EventTypes;
import dev.claudeworker.spi.task.Task;
import dev.claudeworker.spi.task.TaskEvent;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.task.TaskStatus;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waits for the end of tasks without looking again and again. */
final class TaskWait {

  private static final Set<String> ENDS =
      Set.of(
          EventTypes.TASK_COMPLETED,
          EventTypes.TASK_FAILED,
          EventTypes.TASK_SKIPPED,
          EventTypes.TASK_CANCELLED,
          EventTypes.TASK_DELETED);

  private final Storage storage;
  private final EventPublisher events;

  TaskWait(Storage storage, EventPublisher events) {
    this.storage = storage;
    this.events = events;
  }

  /** Returns when one of the tasks has ended or does not exist, or the time is over. */
  void untilAnyEnded(Set<TaskId> ids, Duration atMost) throws InterruptedException {
    var ended = new CountDownLatch(1);
    // Subscribe first, look second: an end between the two is seen by either.
    try (var _ = events.subscribe(event -> isEndOf(event, ids), new Signal(ended))) {
      if (allMayEnd(ids)) {
        boolean _ = ended.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
      }
    }
  }

  private boolean allMayEnd(Set<TaskId> ids) {
    List<Task> tasks = storage.find(List.copyOf(ids));
    return tasks.size() == ids.size() && tasks.stream().map(Task::status).noneMatch(TaskStatus::isFinal);
  }

  private static boolean isEndOf(TaskEvent event, Set<TaskId> ids) {
    return event.task().filter(ids::contains).isPresent() && ENDS.contains(event.type());
  }

  /** Opens the latch at the first event, or when events were missed: the caller looks again anyway. */
  private record Signal(CountDownLatch latch) implements EventSubscriber {

    @Override
    public void onEvent(TaskEvent event) {
      latch.countDown();
    }

    @Override
    public void onDropped(long lastDelivered) {
      latch.countDown();
    }
  }
}
