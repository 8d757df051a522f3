package dev.claudeworker.worker;

import dev.claudeworker.spi.executor.QueueAccess;
import dev.claudeworker.spi.task.TaskId;
import java.util.Optional;
import java.util.UUID;

/** Gives attempts their way to the queue. Safe for use from any thread. */
@FunctionalInterface
public interface QueueAccessSource {

  /** For servers whose tasks may not use the queue. */
  QueueAccessSource NONE = (_, _, _) -> Optional.empty();

  /**
   * The access of one attempt; the same whenever it is asked for, also after a restart.
   *
   * @param task the task
   * @param attempt number of the attempt
   * @param attemptId its identity
   * @throws InterruptedException if the waiting for the server to listen is interrupted
   */
  Optional<QueueAccess> of(TaskId task, int attempt, UUID attemptId) throws InterruptedException;
}
