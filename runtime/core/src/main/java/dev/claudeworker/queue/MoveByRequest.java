package dev.claudeworker.queue;

import dev.claudeworker.spi.storage.EventDraft;
import dev.claudeworker.spi.storage.TaskCounters;
import dev.claudeworker.spi.storage.TaskMove;
import dev.claudeworker.spi.task.Continuation;
import dev.claudeworker.spi.task.Task;
import dev.claudeworker.spi.task.WaitReason;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Moves of a task that no attempt is running.
 *
 * @param task the task as it stands
 * @param at the moment
 * @param events the events to write
 */
record MoveByRequest(Task task, Instant at, List<EventDraft> events) {

  MoveByRequest(Task task, Instant at, EventDraft event) {
    this(task, at, List.of(event));
  }

  /** A move that keeps what the task has gathered so far. */
  TaskMove to(TaskTransition transition) {
    return move(transition, Optional.empty(), OptionalLong.empty(), counters(), kept(), task.state().failure());
  }

  /** The same to waiting, for a reason without an end of its own. */
  TaskMove toWaiting(TaskTransition transition, WaitReason reason) {
    return move(
        transition, Optional.of(reason), OptionalLong.empty(), counters(), kept(), task.state().failure());
  }

  /** The same, with a new place in the queue. */
  TaskMove to(TaskTransition transition, long claimOrder) {
    return move(transition, Optional.empty(), OptionalLong.of(claimOrder), counters(), kept(), task.state().failure());
  }

  /** A move that begins anew: no failures counted, nothing but the given continuation left. */
  TaskMove again(TaskTransition transition, Optional<Continuation> continuation, long claimOrder) {
    return move(transition, Optional.empty(), OptionalLong.of(claimOrder), TaskCounters.ZERO, continuation,
        Optional.empty());
  }

  /** A move that goes on with a text; what was counted so far still counts. */
  TaskMove goOn(TaskTransition transition, Continuation continuation, long claimOrder) {
    return move(transition, Optional.empty(), OptionalLong.of(claimOrder), counters(), Optional.of(continuation),
        Optional.empty());
  }

  private TaskMove move(
      TaskTransition transition,
      Optional<WaitReason> reason,
      OptionalLong claimOrder,
      TaskCounters counters,
      Optional<Continuation> continuation,
      Optional<dev.claudeworker.spi.task.Failure> failure) {
    return new TaskMove(
        task.id(),
        task.status(),
        transition.to(),
        reason,
        Optional.empty(),
        claimOrder,
        counters,
        continuation,
        failure,
        Optional.empty(),
        Optional.empty(),
        at,
        events);
  }

  private TaskCounters counters() {
    var state = task.state();
    return new TaskCounters(state.failuresCounted(), state.lost(), state.suspensions());
  }

  private Optional<Continuation> kept() {
    return task.state().resumeReference().map(reference -> new Continuation(reference, Optional.empty()));
  }
}
