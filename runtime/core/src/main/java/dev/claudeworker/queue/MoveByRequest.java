package dev.claudeworker.queue;

import dev.claudeworker.spi.storage.EventDraft;
import dev.claudeworker.spi.storage.TaskCounters;
import dev.claudeworker.spi.storage.TaskMove;
import dev.claudeworker.spi.task.Continuation;
import dev.claudeworker.spi.task.Task;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Moves of a task that no attempt is running.
 *
 * @param task the task as it stands
 * @param at the moment
 * @param event the event to write
 */
record MoveByRequest(Task task, Instant at, EventDraft event) {

  /** A move that keeps what the task has gathered so far. */
  TaskMove to(TaskTransition transition) {
    return move(transition, OptionalLong.empty(), counters(), kept(), task.state().failure());
  }

  /** The same, with a new place in the queue. */
  TaskMove to(TaskTransition transition, long claimOrder) {
    return move(transition, OptionalLong.of(claimOrder), counters(), kept(), task.state().failure());
  }

  /** A move that begins anew: no failures counted, nothing but the given continuation left. */
  TaskMove again(TaskTransition transition, Optional<Continuation> continuation, long claimOrder) {
    return move(transition, OptionalLong.of(claimOrder), TaskCounters.ZERO, continuation, Optional.empty());
  }

  private TaskMove move(
      TaskTransition transition,
      OptionalLong claimOrder,
      TaskCounters counters,
      Optional<Continuation> continuation,
      Optional<dev.claudeworker.spi.task.Failure> failure) {
    return new TaskMove(
        task.id(),
        task.status(),
        transition.to(),
        Optional.empty(),
        Optional.empty(),
        claimOrder,
        counters,
        continuation,
        failure,
        Optional.empty(),
        Optional.empty(),
        at,
        List.of(event));
  }

  private TaskCounters counters() {
    var state = task.state();
    return new TaskCounters(state.failuresCounted(), state.lost(), state.suspensions());
  }

  private Optional<Continuation> kept() {
    return task.state().resumeReference().map(reference -> new Continuation(reference, Optional.empty()));
  }
}
