package dev.claudeworker.queue;

import dev.claudeworker.spi.dag.OrchestrationId;
import dev.claudeworker.spi.task.Progress;
import dev.claudeworker.spi.task.TaskId;
import java.util.Optional;

/** What the queue wants of whoever runs its tasks. Quick, from any thread. */
public interface RunningTasks {

  /** The task has been asked to end: end its attempt if it runs here, without the grace period if forced. */
  void cancel(TaskId task, boolean force);

  /** All tasks of an orchestration have been asked to end: end those of its attempts that run here. */
  void cancelAll(OrchestrationId orchestration, boolean force);

  /** The latest progress of an attempt that runs here. */
  Optional<Progress> progress(TaskId task);
}
