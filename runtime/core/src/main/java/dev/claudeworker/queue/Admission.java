package dev.claudeworker.queue;

import dev.claudeworker.spi.task.TaskSpec;

/** Decides whether a request can become a task, and fills in what its executor says. */
@FunctionalInterface
public interface Admission {

  /**
   * The task of a request.
   *
   * @throws dev.claudeworker.spi.WorkerException of category USER that says what is wrong
   */
  TaskSpec admit(TaskRequest request);
}
