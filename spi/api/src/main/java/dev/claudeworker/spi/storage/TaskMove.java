package dev.claudeworker.spi.storage;

import dev.claudeworker.spi.task.Continuation;
import dev.claudeworker.spi.task.Failure;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.task.TaskResult;
import dev.claudeworker.spi.task.TaskStatus;
import dev.claudeworker.spi.task.WaitReason;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A change of a task's state, computed by the core and applied as it is; it clears {@code cancelRequested}. Storage
 * refuses it with {@link Refusal#STATE_CHANGED} unless the task is in {@code from}.
 *
 * @param task the task
 * @param from the state it must be in
 * @param to the state it gets
 * @param waitReason why it waits; present if and only if {@code to} is waiting; replaces the old reason
 * @param due when it becomes due by itself; replaces the old time (empty = never by itself)
 * @param claimOrder its new place in the queue; empty = as it was
 * @param counters the new counters
 * @param continuation what the next attempt continues; replaces the old one
 * @param failure the last failure; replaces the old one
 * @param result the result; present if and only if {@code to} is completed; any other move removes it
 * @param skippedBecauseOf the upstream task that made it skipped
 * @param at when, by the core's clock; becomes {@code ended} if {@code to} is final, else {@code ended} is cleared
 * @param events the events to write with it
 */
public record TaskMove(
    TaskId task,
    TaskStatus from,
    TaskStatus to,
    Optional<WaitReason> waitReason,
    Optional<Instant> due,
    OptionalLong claimOrder,
    TaskCounters counters,
    Optional<Continuation> continuation,
    Optional<Failure> failure,
    Optional<TaskResult> result,
    Optional<TaskId> skippedBecauseOf,
    Instant at,
    List<EventDraft> events) {

  /** Copies the list and checks what belongs together. */
  public TaskMove {
    if (waitReason.isPresent() != (to == TaskStatus.WAITING)) {
      throw new IllegalArgumentException("a wait reason belongs to a waiting task, and to no other: " + to);
    }
    if (result.isPresent() != (to == TaskStatus.COMPLETED)) {
      throw new IllegalArgumentException("a result belongs to a completed task, and to no other: " + to);
    }
    events = List.copyOf(events);
  }
}
