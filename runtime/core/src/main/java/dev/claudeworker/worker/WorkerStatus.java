package dev.claudeworker.worker;

import java.util.List;
import java.util.Optional;

/**
 * What the worker is doing.
 *
 * @param slots how many attempts may run at once
 * @param auto whether the machine decides how many
 * @param running the attempts that run here, by task
 * @param claiming whether new tasks are claimed
 * @param trouble why none are: stopping, or what the storage said
 */
public record WorkerStatus(
    int slots, boolean auto, List<RunningTask> running, boolean claiming, Optional<String> trouble) {

  /** Copies the list. */
  public WorkerStatus {
    running = List.copyOf(running);
  }
}
