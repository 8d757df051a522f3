package dev.claudeworker.queue;

import static dev.claudeworker.queue.TaskTransition.ANSWERED_BY_REQUEST;
import static dev.claudeworker.queue.TaskTransition.CANCELLED_BY_REQUEST;
import static dev.claudeworker.queue.TaskTransition.RESUMED_BY_REQUEST;
import static dev.claudeworker.queue.TaskTransition.RETRIED_BY_REQUEST;

import dev.claudeworker.event.EventDrafts;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.WorkerException;
import dev.claudeworker.spi.storage.EventDraft;
import dev.claudeworker.spi.storage.Storage;
import dev.claudeworker.spi.storage.Unit;
import dev.claudeworker.spi.storage.UnitResult;
import dev.claudeworker.spi.task.Attempt;
import dev.claudeworker.spi.task.Continuation;
import dev.claudeworker.spi.task.EventTypes;
import dev.claudeworker.spi.task.Priority;
import dev.claudeworker.spi.task.Task;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.task.TaskStatus;
import dev.claudeworker.spi.task.WaitReason;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * Changes of one task that people ask for. Each reads the task, computes the change from its state, and begins again if the
 * state has moved on meanwhile.
 */
final class TaskChanges {

  private static final int MOST_TRIES = 10;

  private final Storage storage;
  private final GroupCommitter committer;
  private final RunningTasks running;
  private final ClaimOrder order;
  private final InstantSource clock;

  TaskChanges(
      Storage storage, GroupCommitter committer, RunningTasks running, ClaimOrder order, InstantSource clock) {
    this.storage = storage;
    this.committer = committer;
    this.running = running;
    this.order = order;
    this.clock = clock;
  }

  void cancel(TaskId id, boolean force, Requester by) {
    change(
        id,
        task -> switch (task.status()) {
          case PENDING, WAITING -> cancelAtOnce(task, by);
          case RUNNING ->
              new Unit.RequestCancel(id, event(EventTypes.TASK_CANCEL_REQUESTED, task, by, TaskStatus.RUNNING));
          case COMPLETED, FAILED, SKIPPED, CANCELLED -> throw TaskErrors.ended(task, "cancelled");
        });
    // Only an attempt that runs here hears of it; others learn by their heartbeat.
    running.cancel(id, force);
  }

  void retry(TaskId id, boolean fresh, Requester by) {
    change(
        id,
        task -> {
          requireFrom(task, RETRIED_BY_REQUEST, "retried", "failed, skipped or cancelled");
          var continuation = fresh ? Optional.<Continuation>empty() : left(task).map(TaskChanges::goOn);
          return byPerson(task, RETRIED_BY_REQUEST, continuation, by);
        });
  }

  void resume(TaskId id, Optional<String> text, Requester by) {
    change(
        id,
        task -> {
          if (isAsking(task)) {
            return answer(task, text, by);
          }
          requireFrom(task, RESUMED_BY_REQUEST, "resumed", "completed, failed or cancelled");
          String reference = left(task).orElseThrow(() -> TaskErrors.nothingToResume(task));
          return byPerson(task, RESUMED_BY_REQUEST, Optional.of(new Continuation(reference, text)), by);
        });
  }

  private static boolean isAsking(Task task) {
    return task.state()
        .waitReason()
        .map(WaitReason::code)
        .filter(code -> code.equals(WaitReason.INPUT) || code.equals(WaitReason.APPROVAL))
        .isPresent();
  }

  private Unit answer(Task task, Optional<String> text, Requester by) {
    String reference = left(task).orElseThrow(() -> TaskErrors.nothingToResume(task));
    Instant now = clock.instant();
    var request = new MoveByRequest(task, now,
        event(ANSWERED_BY_REQUEST.eventType(), task, by, ANSWERED_BY_REQUEST.to()));
    var move = request.goOn(ANSWERED_BY_REQUEST, new Continuation(reference, text),
        order.of(task.settings().priority(), now));
    return new Unit.Move(move, OptionalLong.empty());
  }

  void changePriority(TaskId id, Priority priority, OptionalLong expectedVersion, Requester by) {
    change(
        id,
        task -> {
          if (task.status().isFinal()) {
            throw TaskErrors.ended(task, "given another priority");
          }
          var data = JsonObject.EMPTY.with("status", task.status().word()).with("priority", priority.value());
          var event = EventDrafts.task(
              EventTypes.TASK_PRIORITY_CHANGED, task.settings(), by.actor(), clock.instant(), data);
          return new Unit.ChangePriority(id, priority, order.of(priority, dueSince(task)), expectedVersion, event);
        });
  }

  void delete(TaskId id, Requester by) {
    change(
        id,
        task -> {
          if (!task.status().isFinal()) {
            throw TaskErrors.notEnded(task, "deleted", "completed, failed, skipped or cancelled");
          }
          return new Unit.Delete(id, event(EventTypes.TASK_DELETED, task, by, task.status()));
        });
  }

  private Unit cancelAtOnce(Task task, Requester by) {
    var move =
        new MoveByRequest(task, clock.instant(), event(EventTypes.TASK_CANCELLED, task, by, TaskStatus.CANCELLED))
            .to(CANCELLED_BY_REQUEST);
    return new Unit.Move(move, OptionalLong.empty());
  }

  private Unit byPerson(
      Task task, TaskTransition transition, Optional<Continuation> continuation, Requester by) {
    Instant now = clock.instant();
    var request = new MoveByRequest(task, now, event(transition.eventType(), task, by, transition.to()));
    var move = request.again(transition, continuation, order.of(task.settings().priority(), now));
    return new Unit.Move(move, OptionalLong.empty());
  }

  /** What the last attempt that saved anything left. */
  private Optional<String> left(Task task) {
    return task.state()
        .resumeReference()
        .or(
            () -> storage.attempts(task.id())
                .reversed()
                .stream()
                .map(Attempt::resumeReference)
                .flatMap(Optional::stream)
                .findFirst());
  }

  private static Continuation goOn(String reference) {
    return new Continuation(reference, Optional.empty());
  }

  // A new priority counts from the moment the task was or will be due, as if it had had it from the beginning.
  private static Instant dueSince(Task task) {
    return task.times().due().orElse(task.times().created());
  }

  private static void requireFrom(Task task, TaskTransition transition, String what, String possible) {
    if (!transition.from().contains(task.status())) {
      throw task.status().isFinal() ? TaskErrors.ended(task, what) : TaskErrors.notEnded(task, what, possible);
    }
  }

  private EventDraft event(String type, Task task, Requester by, TaskStatus status) {
    return EventDrafts.task(
        type, task.settings(), by.actor(), clock.instant(), JsonObject.EMPTY.with("status", status.word()));
  }

  private void change(TaskId id, Function<Task, Unit> change) {
    for (int tries = 0; tries < MOST_TRIES; tries++) {
      Task task = storage.find(id).orElseThrow(() -> TaskErrors.notFound(id));
      var commit = new FutureCommit(change.apply(task));
      committer.enqueue(commit);
      if (isDone(id, commit.unit(), commit.await())) {
        return;
      }
    }
    throw TaskErrors.conflict(id);
  }

  private static boolean isDone(TaskId id, Unit unit, UnitResult result) {
    return switch (result) {
      case UnitResult.Applied applied -> true;
      case UnitResult.AlreadyApplied before -> true;
      case UnitResult.Refused(var refusal, var message) ->
          switch (refusal) {
            case STATE_CHANGED -> stateChanged(id, unit, message);
            case NOT_FOUND -> throw TaskErrors.notFound(id);
            case VERSION_CHANGED -> throw TaskErrors.versionChanged(id);
            case CANCEL_REQUESTED, KEY_REUSED, IDENTIFIER_TAKEN, CYCLE, INVALID ->
                throw TaskErrors.refused(id, message);
          };
      case UnitResult.TakenOver other -> throw new IllegalStateException("not an answer to a change: " + other);
      case UnitResult.LeaseLost other -> throw new IllegalStateException("not an answer to a change: " + other);
    };
  }

  // A task that has ended is deleted or in use; it does not move by itself, so trying again would not help.
  private static boolean stateChanged(TaskId id, Unit unit, String message) throws WorkerException {
    if (unit instanceof Unit.Delete) {
      throw TaskErrors.inUse(id, message);
    }
    return false;
  }
}
