package dev.claudeworker.queue;

import dev.claudeworker.spi.storage.IdempotencyKey;
import dev.claudeworker.spi.storage.NewTask;
import dev.claudeworker.spi.storage.Refusal;
import dev.claudeworker.spi.storage.Unit;
import dev.claudeworker.spi.storage.UnitResult;
import dev.claudeworker.spi.task.TaskId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Submits tasks that belong to no orchestration. */
final class TaskSubmission {

  private final GroupCommitter committer;
  private final FirstState firstState;
  private final InstantSource clock;
  private final int maxTasks;

  TaskSubmission(GroupCommitter committer, FirstState firstState, InstantSource clock, int maxTasks) {
    this.committer = committer;
    this.firstState = firstState;
    this.clock = clock;
    this.maxTasks = maxTasks;
  }

  /** What a submission became: the ids in order, and whether they are those of an earlier, equal submission. */
  record Accepted(List<TaskId> ids, boolean repeated) {}

  Accepted submit(List<TaskRequest> requests, Optional<IdempotencyKey> key) {
    if (requests.isEmpty() || requests.size() > maxTasks) {
      throw SubmissionErrors.invalid(
          "a submission has 1 to " + maxTasks + " tasks (queue.max_submission), not " + requests.size());
    }
    Instant now = clock.instant();
    List<NewTask> tasks = requests.stream().map(request -> firstState.alone(request, now)).toList();
    var commit = new FutureCommit(new Unit.Submit(tasks, key));
    committer.enqueue(commit);
    return switch (commit.await()) {
      case UnitResult.Applied applied -> new Accepted(applied.tasks(), false);
      case UnitResult.AlreadyApplied before -> new Accepted(before.tasks(), true);
      case UnitResult.Refused refused -> throw SubmissionErrors.refused(refused);
      case UnitResult other -> throw new IllegalStateException("not an answer to a submission: " + other);
    };
  }

  /**
   * Storage looks at the key before anything else. So a task that can never be stored, with an identifier and no orchestration,
   * is refused as such only if the key is new.
   */
  boolean isKnown(IdempotencyKey key, TaskRequest like) {
    var commit = new FutureCommit(new Unit.Submit(List.of(impossible(like)), Optional.of(key)));
    committer.enqueue(commit);
    return switch (commit.await()) {
      case UnitResult.AlreadyApplied _ -> true;
      case UnitResult.Refused refused -> refused.refusal() == Refusal.KEY_REUSED;
      case UnitResult other -> throw new IllegalStateException("not an answer to what cannot be stored: " + other);
    };
  }

  private NewTask impossible(TaskRequest like) {
    NewTask task = firstState.alone(like, clock.instant());
    return new NewTask(task.uuid(), task.spec(), task.status(), task.waitReason(), task.due(), task.claimOrder(),
        task.dependencies(), Optional.of("impossible"), Optional.empty(), task.at(), Optional.empty());
  }
}
