package dev.claudeworker.spi.testkit.memory;

import dev.claudeworker.spi.storage.NewTask;
import dev.claudeworker.spi.storage.TaskMove;
import dev.claudeworker.spi.task.Continuation;
import dev.claudeworker.spi.task.Held;
import dev.claudeworker.spi.task.Priority;
import dev.claudeworker.spi.task.Progress;
import dev.claudeworker.spi.task.Task;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.task.TaskPlace;
import dev.claudeworker.spi.task.TaskResult;
import dev.claudeworker.spi.task.TaskSettings;
import dev.claudeworker.spi.task.TaskState;
import dev.claudeworker.spi.task.TaskStatus;
import dev.claudeworker.spi.task.TaskTimes;
import dev.claudeworker.spi.task.Usage;
import dev.claudeworker.spi.task.WaitReason;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A task row before and after each kind of change. Every change but progress raises the version. */
final class TaskChanges {

  private TaskChanges() {}

  static Task submitted(TaskId id, NewTask task, TaskPlace place) {
    TaskState state = new TaskState(
        task.status(),
        task.waitReason().map(Precision::micros),
        task.claimOrder(),
        0,
        0,
        0,
        0,
        false,
        Optional.empty(),
        Optional.empty(),
        Usage.NONE,
        Optional.empty(),
        Optional.empty());
    TaskTimes times = new TaskTimes(
        Precision.micros(task.at()), Precision.micros(task.due()), Optional.empty(), Optional.empty());
    String preview = preview(task.spec().input().prompt());
    return new Task(id, task.uuid(), 1, preview, task.spec().settings(), state, place, times);
  }

  private static String preview(String prompt) {
    int end = Math.min(prompt.length(), Task.PREVIEW_LENGTH);
    if (end < prompt.length() && Character.isHighSurrogate(prompt.charAt(end - 1))) {
      end--;
    }
    return prompt.substring(0, end);
  }

  /** The task after a move; {@code used} is what the attempt that just ended has used. */
  static Task moved(Task task, TaskMove move, Usage used) {
    TaskState old = task.state();
    TaskState state = new TaskState(
        move.to(),
        move.waitReason().map(Precision::micros),
        move.claimOrder().orElse(old.claimOrder()),
        old.attempts(),
        move.counters().failuresCounted(),
        move.counters().lost(),
        move.counters().suspensions(),
        false,
        move.continuation().map(Continuation::resumeReference),
        old.progress(),
        old.usage().plus(used),
        move.failure(),
        move.result().map(TaskResult::summary));
    TaskTimes times = new TaskTimes(
        task.times().created(),
        Precision.micros(move.due()),
        task.times().started(),
        move.to().isFinal() ? Optional.of(Precision.micros(move.at())) : Optional.empty());
    return changed(
        task, task.settings(), state, task.place().withSkippedBecauseOf(move.skippedBecauseOf()), times);
  }

  static Task claimed(Task task, Instant at) {
    TaskState old = task.state();
    TaskState state = new TaskState(
        TaskStatus.RUNNING,
        Optional.empty(),
        old.claimOrder(),
        old.attempts() + 1,
        old.failuresCounted(),
        old.lost(),
        old.suspensions(),
        false,
        old.resumeReference(),
        old.progress(),
        old.usage(),
        old.failure(),
        old.result());
    Instant started = task.times().started().orElse(Precision.micros(at));
    TaskTimes times =
        new TaskTimes(task.times().created(), Optional.empty(), Optional.of(started), Optional.empty());
    return changed(task, task.settings(), state, task.place(), times);
  }

  static Task cancelRequested(Task task) {
    TaskState old = task.state();
    return changed(task, task.settings(), state(old, old.claimOrder(), true, old.progress()), task.place(),
        task.times());
  }

  /** A task that never starts; what its earlier attempts left stays. */
  static Task cancelled(Task task, Instant at) {
    TaskState old = task.state();
    TaskState state = new TaskState(
        TaskStatus.CANCELLED,
        Optional.empty(),
        old.claimOrder(),
        old.attempts(),
        old.failuresCounted(),
        old.lost(),
        old.suspensions(),
        false,
        old.resumeReference(),
        old.progress(),
        old.usage(),
        old.failure(),
        Optional.empty());
    TaskTimes times = new TaskTimes(
        task.times().created(), Optional.empty(), task.times().started(), Optional.of(Precision.micros(at)));
    return changed(task, task.settings(), state, task.place(), times);
  }

  /** An ended task that begins anew: waiting for its upstream tasks, with counters of zero. */
  static Task retried(Task task, long claimOrder) {
    WaitReason reason = WaitReason.of(WaitReason.DEPENDENCY, Optional.empty());
    TaskState state = anew(task.state(), TaskStatus.WAITING, Optional.of(reason), claimOrder);
    return changed(
        task, task.settings(), state, task.place().withSkippedBecauseOf(Optional.empty()), activeTimes(task));
  }

  /** A task that waits for nothing any more. */
  static Task released(Task task) {
    TaskState state = anew(task.state(), TaskStatus.PENDING, Optional.empty(), task.state().claimOrder());
    return changed(task, task.settings(), state, task.place(), activeTimes(task));
  }

  private static TaskState anew(TaskState old, TaskStatus status, Optional<WaitReason> reason, long claimOrder) {
    return new TaskState(
        status,
        reason,
        claimOrder,
        old.attempts(),
        0,
        0,
        0,
        false,
        Optional.empty(),
        old.progress(),
        old.usage(),
        Optional.empty(),
        Optional.empty());
  }

  private static TaskTimes activeTimes(Task task) {
    return new TaskTimes(task.times().created(), Optional.empty(), task.times().started(), Optional.empty());
  }

  /** The same version: progress comes once a second and must not fail every conditional change by a person. */
  static Task progressed(Task task, Progress progress) {
    TaskState old = task.state();
    TaskState state = state(old, old.claimOrder(), old.cancelRequested(), Optional.of(progress));
    return new Task(
        task.id(),
        task.uuid(),
        task.version(),
        task.promptPreview(),
        task.settings(),
        state,
        task.place(),
        task.times());
  }

  static Task withUnmet(Task task, int unmet) {
    return withPlace(task, task.place().withUpstreams(task.place().dependsOn(), unmet));
  }

  static Task withUpstreams(Task task, List<TaskId> upstreams, int unmet) {
    return withPlace(task, task.place().withUpstreams(upstreams, unmet));
  }

  static Task withoutUpstream(Task task, TaskId upstream) {
    List<TaskId> rest = task.place().dependsOn().stream().filter(id -> !id.equals(upstream)).toList();
    return withPlace(task, task.place().withUpstreams(rest, task.place().unmet()));
  }

  private static Task withPlace(Task task, TaskPlace place) {
    return changed(task, task.settings(), task.state(), place, task.times());
  }

  /** The same version: what others do to the lanes of a task must not fail a conditional change by a person. */
  static Task withHeld(Task task, Optional<Held> held) {
    return new Task(
        task.id(),
        task.uuid(),
        task.version(),
        task.promptPreview(),
        task.settings(),
        task.state(),
        task.place().withHeld(held),
        task.times());
  }

  static Task withPriority(Task task, Priority priority, long claimOrder) {
    TaskState state =
        state(task.state(), claimOrder, task.state().cancelRequested(), task.state().progress());
    return changed(task, task.settings().withPriority(priority), state, task.place(), task.times());
  }

  private static TaskState state(
      TaskState old, long claimOrder, boolean cancelRequested, Optional<Progress> progress) {
    return new TaskState(
        old.status(),
        old.waitReason(),
        claimOrder,
        old.attempts(),
        old.failuresCounted(),
        old.lost(),
        old.suspensions(),
        cancelRequested,
        old.resumeReference(),
        progress,
        old.usage(),
        old.failure(),
        old.result());
  }

  private static Task changed(Task task, TaskSettings settings, TaskState state, TaskPlace place, TaskTimes times) {
    return new Task(
        task.id(), task.uuid(), task.version() + 1, task.promptPreview(), settings, state, place, times);
  }
}
