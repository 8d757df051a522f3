package dev.claudeworker.spi.testkit;

import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.storage.EventDraft;
import dev.claudeworker.spi.storage.TaskCounters;
import dev.claudeworker.spi.storage.TaskMove;
import dev.claudeworker.spi.storage.Unit;
import dev.claudeworker.spi.task.Continuation;
import dev.claudeworker.spi.task.EventTypes;
import dev.claudeworker.spi.task.Failure;
import dev.claudeworker.spi.task.Task;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.task.TaskResult;
import dev.claudeworker.spi.task.TaskState;
import dev.claudeworker.spi.task.TaskStatus;
import dev.claudeworker.spi.task.WaitReason;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Builds moves: {@code Moves.of(task).cancelled().build()} moves it from the state it is in, counters as they are. */
public final class Moves {

  private final TaskId task;
  private final TaskStatus from;
  private TaskStatus to = TaskStatus.PENDING;
  private Optional<WaitReason> waitReason = Optional.empty();
  private Optional<Instant> due = Optional.empty();
  private OptionalLong claimOrder = OptionalLong.empty();
  private TaskCounters counters;
  private Optional<Continuation> continuation = Optional.empty();
  private Optional<Failure> failure = Optional.empty();
  private Optional<TaskResult> result = Optional.empty();
  private Optional<TaskId> skippedBecauseOf = Optional.empty();
  private Instant at = SettableClock.START;
  private Optional<List<EventDraft>> events = Optional.empty();

  private Moves(Task task) {
    TaskState state = task.state();
    this.task = task.id();
    from = state.status();
    counters = new TaskCounters(state.failuresCounted(), state.lost(), state.suspensions());
  }

  /**
   * A move to pending, from where the task stands.
   *
   * @param task the task as it stands
   * @return a builder
   */
  public static Moves of(Task task) {
    return new Moves(task);
  }

  /**
   * Moves to pending.
   *
   * @return this
   */
  public Moves pending() {
    return to(TaskStatus.PENDING);
  }

  /**
   * Moves to waiting.
   *
   * @param code the wait reason
   * @param until when it becomes due by itself
   * @return this
   */
  public Moves waiting(String code, Optional<Instant> until) {
    waitReason = Optional.of(WaitReason.of(code, until));
    due = until;
    return to(TaskStatus.WAITING);
  }

  /**
   * Moves to completed.
   *
   * @param text text of the result
   * @return this
   */
  public Moves completed(String text) {
    return completed(new TaskResult(text, 0, JsonObject.EMPTY));
  }

  /**
   * Moves to completed.
   *
   * @param value the result
   * @return this
   */
  public Moves completed(TaskResult value) {
    result = Optional.of(value);
    return to(TaskStatus.COMPLETED);
  }

  /**
   * Moves to failed.
   *
   * @param value why
   * @return this
   */
  public Moves failed(Failure value) {
    return failure(value).to(TaskStatus.FAILED);
  }

  /**
   * Moves to cancelled.
   *
   * @return this
   */
  public Moves cancelled() {
    return to(TaskStatus.CANCELLED);
  }

  /**
   * Moves to skipped.
   *
   * @param because the upstream task that is to blame
   * @return this
   */
  public Moves skipped(TaskId because) {
    skippedBecauseOf = Optional.of(because);
    return to(TaskStatus.SKIPPED);
  }

  private Moves to(TaskStatus status) {
    to = status;
    return this;
  }

  /**
   * Sets a failure without moving to failed.
   *
   * @param value why the last attempt did not work
   * @return this
   */
  public Moves failure(Failure value) {
    failure = Optional.of(value);
    return this;
  }

  /**
   * Sets a new place in the queue.
   *
   * @param value lower is claimed first
   * @return this
   */
  public Moves claimOrder(long value) {
    claimOrder = OptionalLong.of(value);
    return this;
  }

  /**
   * Sets the counters.
   *
   * @param value the counters
   * @return this
   */
  public Moves counters(TaskCounters value) {
    counters = value;
    return this;
  }

  /**
   * Sets what the next attempt continues.
   *
   * @param value the continuation
   * @return this
   */
  public Moves continuing(Continuation value) {
    continuation = Optional.of(value);
    return this;
  }

  /**
   * Sets the time.
   *
   * @param value when
   * @return this
   */
  public Moves at(Instant value) {
    at = value;
    return this;
  }

  /**
   * Sets the events; without this there is one of the type that fits the new state.
   *
   * @param value the events
   * @return this
   */
  public Moves events(EventDraft... value) {
    events = Optional.of(List.of(value));
    return this;
  }

  /**
   * The move.
   *
   * @return the move
   */
  public TaskMove build() {
    return new TaskMove(
        task,
        from,
        to,
        waitReason,
        due,
        claimOrder,
        counters,
        continuation,
        failure,
        result,
        skippedBecauseOf,
        at,
        events.orElseGet(() -> List.of(Drafts.event(eventType(), Optional.empty(), at))));
  }

  /**
   * The move as a unit of its own.
   *
   * @return the unit, for any version of the task
   */
  public Unit.Move unit() {
    return new Unit.Move(build(), OptionalLong.empty());
  }

  private String eventType() {
    return switch (to) {
      case PENDING -> from.isFinal() ? EventTypes.TASK_RETRIED : EventTypes.TASK_READY;
      case WAITING -> EventTypes.TASK_SUSPENDED;
      case RUNNING -> EventTypes.TASK_STARTED;
      case COMPLETED -> EventTypes.TASK_COMPLETED;
      case FAILED -> EventTypes.TASK_FAILED;
      case SKIPPED -> EventTypes.TASK_SKIPPED;
      case CANCELLED -> EventTypes.TASK_CANCELLED;
    };
  }
}
