package dev.claudeworker.spi.storage;

import dev.claudeworker.spi.storage.Dependency.Upstream;
import dev.claudeworker.spi.task.TaskSpec;
import dev.claudeworker.spi.task.TaskStatus;
import dev.claudeworker.spi.task.WaitReason;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A task to be submitted, with its first state as the core computed it.
 *
 * @param uuid its identity, chosen by the submitter
 * @param spec what was submitted
 * @param status pending or waiting; a task with dependencies is submitted as waiting for {@code dependency}, and the rule
 *     is asked at once if any of its upstream tasks has already ended
 * @param waitReason why it waits; present if and only if it is waiting
 * @param due when it becomes due by itself
 * @param claimOrder its place in the queue
 * @param dependencies what it depends on
 * @param identifier its name in its orchestration, 1 to 100 characters; only of a task that is submitted into one
 * @param continueFrom the upstream task whose session its first attempt continues
 * @param at when it was submitted
 * @param event the event to write; empty = the event of the whole graph is enough
 */
public record NewTask(
    UUID uuid,
    TaskSpec spec,
    TaskStatus status,
    Optional<WaitReason> waitReason,
    Optional<Instant> due,
    long claimOrder,
    List<Dependency> dependencies,
    Optional<String> identifier,
    Optional<Upstream> continueFrom,
    Instant at,
    Optional<EventDraft> event) {

  /** Copies the list and checks the first state. */
  public NewTask {
    dependencies = List.copyOf(dependencies);
    if (status != TaskStatus.PENDING && status != TaskStatus.WAITING) {
      throw new IllegalArgumentException("a new task is pending or waiting, not " + status);
    }
    if (waitReason.isPresent() != (status == TaskStatus.WAITING)) {
      throw new IllegalArgumentException("a wait reason belongs to a waiting task, and to no other");
    }
  }
}
