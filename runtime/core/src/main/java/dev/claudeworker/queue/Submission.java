package dev.claudeworker.queue;

import java.util.List;

/**
 * What became of a submission. It is durable.
 *
 * @param tasks the tasks, in the order of the requests
 * @param repeated whether the same submission had been accepted before; nothing was added now
 */
public record Submission(List<TaskView> tasks, boolean repeated) {

  /** Copies the list. */
  public Submission {
    tasks = List.copyOf(tasks);
  }
}
