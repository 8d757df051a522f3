package dev.claudeworker.storage.sql.group;

import dev.claudeworker.spi.storage.NewTask;
import dev.claudeworker.spi.storage.TaskMove;
import dev.claudeworker.spi.task.Continuation;
import dev.claudeworker.spi.task.Held;
import dev.claudeworker.spi.task.Priority;
import dev.claudeworker.spi.task.Task;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.task.TaskPlace;
import dev.claudeworker.spi.task.TaskResult;
import dev.claudeworker.spi.task.TaskSettings;
import dev.claudeworker.spi.task.TaskState;
import dev.claudeworker.spi.task.TaskStatus;
import dev.claudeworker.spi.task.TaskTimes;
import dev.claudeworker.spi.task.Usage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A task before and after each kind of change. Every change raises the version. */
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
        Precision.micros(task.at()), due(task.status(), task.due()), Optional.empty(), Optional.empty());
    return new Task(
        id, task.uuid(), 1, preview(task.spec().input().prompt()), task.spec().settings(), state, place, times);
  }

  /** Only a waiting task becomes due by itself; the index of times relies on it. */
  private static Optional<Instant> due(TaskStatus status, Optional<Instant> at) {
    return status == TaskStatus.WAITING ? Precision.micros(at) : Optional.empty();
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
        due(move.to(), move.due()),
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
    TaskTimes times = new TaskTimes(task.times().created(), Optional.empty(), Optional.of(started), Optional.empty());
    return changed(task, task.settings(), state, task.place(), times);
  }

  static Task cancelRequested(Task task) {
    TaskState state = state(task.state(), task.state().claimOrder(), true);
    return changed(task, task.settings(), state, task.place(), task.times());
  }

  /** A new task after its upstream tasks were looked at: not a change, so the version stays. */
  static Task submittedWithUnmet(Task task, int unmet) {
    TaskPlace place = task.place().withUpstreams(task.place().dependsOn(), unmet);
    return new Task(
        task.id(),
        task.uuid(),
        task.version(),
        task.promptPreview(),
        task.settings(),
        task.state(),
        place,
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

  private static Task withPlace(Task task, TaskPlace place) {
    return changed(task, task.settings(), task.state(), place, task.times());
  }

  static Task withPriority(Task task, Priority priority, long claimOrder) {
    TaskState state = state(task.state(), claimOrder, task.state().cancelRequested());
    return changed(task, task.settings().withPriority(priority), state, task.place(), task.times());
  }

  private static TaskState state(TaskState old, long claimOrder, boolean cancelRequested) {
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
        old.progress(),
        old.usage(),
        old.failure(),
        old.result());
  }

  private static Task changed(Task task, TaskSettings settings, TaskState state, TaskPlace place, TaskTimes times) {
    return new Task(
        task.id(), task.uuid(), task.version() + 1, task.promptPreview(), settings, state, place, times);
  }
}
