package dev.claudeworker.queue;

import dev.claudeworker.event.EventDrafts;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.WorkerException;
import dev.claudeworker.spi.storage.IdempotencyKey;
import dev.claudeworker.spi.storage.NewTask;
import dev.claudeworker.spi.storage.Refusal;
import dev.claudeworker.spi.storage.Unit;
import dev.claudeworker.spi.storage.UnitResult;
import dev.claudeworker.spi.task.EventTypes;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.task.TaskSettings;
import dev.claudeworker.spi.task.TaskSpec;
import dev.claudeworker.spi.task.TaskStatus;
import dev.claudeworker.spi.task.WaitReason;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Turns requests into tasks with their first state. */
final class TaskSubmission {

  private final GroupCommitter committer;
  private final Admission admission;
  private final ClaimOrder order;
  private final InstantSource clock;
  private final int maxTasks;

  TaskSubmission(
      GroupCommitter committer, Admission admission, ClaimOrder order, InstantSource clock, int maxTasks) {
    this.committer = committer;
    this.admission = admission;
    this.order = order;
    this.clock = clock;
    this.maxTasks = maxTasks;
  }

  /** What a submission became: the ids in order, and whether they are those of an earlier, equal submission. */
  record Accepted(List<TaskId> ids, boolean repeated) {}

  Accepted submit(List<TaskRequest> requests, Optional<IdempotencyKey> key) {
    if (requests.isEmpty() || requests.size() > maxTasks) {
      throw invalid("a submission has 1 to " + maxTasks + " tasks (queue.max_submission), not " + requests.size());
    }
    Instant now = clock.instant();
    List<NewTask> tasks = requests.stream().map(request -> newTask(request, now)).toList();
    var commit = new FutureCommit(new Unit.Submit(tasks, key));
    committer.enqueue(commit);
    return switch (commit.await()) {
      case UnitResult.Applied applied -> new Accepted(applied.tasks(), false);
      case UnitResult.AlreadyApplied before -> new Accepted(before.tasks(), true);
      case UnitResult.Refused refused -> throw refused(refused);
      case UnitResult other -> throw new IllegalStateException("not an answer to a submission: " + other);
    };
  }

  private NewTask newTask(TaskRequest request, Instant now) {
    TaskSpec spec = admission.admit(request);
    Duration delay = spec.settings().initialDelay();
    boolean dependent = !request.dependencies().isEmpty();
    Optional<Instant> due = dependent || delay.isZero() ? Optional.empty() : Optional.of(now.plus(delay));
    Optional<WaitReason> wait =
        dependent
            ? Optional.of(WaitReason.of(WaitReason.DEPENDENCY, Optional.empty()))
            : due.map(until -> WaitReason.of(WaitReason.DELAY, Optional.of(until)));
    return new NewTask(
        request.uuid(),
        spec,
        wait.isPresent() ? TaskStatus.WAITING : TaskStatus.PENDING,
        wait,
        due,
        order.of(spec.settings().priority(), due.orElse(now)),
        request.dependencies(),
        Optional.empty(),
        Optional.empty(),
        now,
        Optional.of(EventDrafts.task(
            EventTypes.TASK_SUBMITTED,
            spec.settings(),
            spec.settings().origin().submittedBy(),
            now,
            data(spec.settings(), wait))));
  }

  private static JsonObject data(TaskSettings settings, Optional<WaitReason> wait) {
    var data =
        JsonObject.EMPTY
            .with("status", (wait.isPresent() ? TaskStatus.WAITING : TaskStatus.PENDING).word())
            .with("executor", settings.executor())
            .with("source", settings.origin().source());
    return wait.map(reason -> data.with("wait_reason", reason.code())).orElse(data);
  }

  private static WorkerException refused(UnitResult.Refused refused) {
    return switch (refused.refusal()) {
      case KEY_REUSED ->
          new WorkerException(
              QueueErrors.KEY_REUSED,
              "The idempotency key was used before for another request.",
              "Use a new key for a new request, or repeat the first request unchanged.");
      case NOT_FOUND ->
          new WorkerException(
              QueueErrors.UPSTREAM_NOT_FOUND,
              "A task to depend on does not exist: " + refused.message(),
              "Look for its id with 'claude-worker list'.");
      default -> invalid(describe(refused.refusal(), refused.message()));
    };
  }

  private static String describe(Refusal refusal, String message) {
    return message.isBlank() ? refusal.name().toLowerCase(java.util.Locale.ROOT) : message;
  }

  private static WorkerException invalid(String message) {
    return new WorkerException(
        QueueErrors.INVALID, "The submission was refused: " + message, "Correct the request and submit it again.");
  }
}
