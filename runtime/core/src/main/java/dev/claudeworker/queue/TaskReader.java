package dev.claudeworker.queue;

import dev.claudeworker.spi.storage.EventFilter;
import dev.claudeworker.spi.storage.EventPage;
import dev.claudeworker.spi.storage.StorageInfo;
import dev.claudeworker.spi.storage.TaskFilter;
import dev.claudeworker.spi.task.Attempt;
import dev.claudeworker.spi.task.Gate;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.task.TaskInput;
import dev.claudeworker.spi.task.TaskResult;
import dev.claudeworker.spi.task.TaskStatus;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the queue. Every call blocks until it is answered and may throw what the storage throws. */
public interface TaskReader {

  /** One task; its latest progress is that of this very moment if it runs here. */
  Optional<TaskView> find(TaskId id);

  /** Tasks by filter, newest first. */
  TaskViewPage list(TaskFilter filter);

  /** The heavy texts of a task. */
  Optional<TaskInput> input(TaskId id);

  /** The whole result of a completed task. */
  Optional<TaskResult> result(TaskId id);

  /** All attempts of a task, by number. */
  List<Attempt> attempts(TaskId id);

  /** Durable events. */
  EventPage events(EventFilter filter);

  /** How many tasks are in each state. */
  Map<TaskStatus, Long> counts();

  /** The gates that are closed now. */
  List<Gate> gates();

  /** Facts about the storage. */
  StorageInfo storage();
}
