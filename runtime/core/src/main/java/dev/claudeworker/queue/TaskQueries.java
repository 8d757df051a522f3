package dev.claudeworker.queue;

import dev.claudeworker.spi.storage.Storage;
import dev.claudeworker.spi.storage.TaskFilter;
import dev.claudeworker.spi.storage.TaskPage;
import dev.claudeworker.spi.task.Progress;
import dev.claudeworker.spi.task.Task;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.task.TaskState;
import dev.claudeworker.spi.task.TaskStatus;
import dev.claudeworker.wait.WaitExplanation;
import dev.claudeworker.wait.WaitFacts;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads tasks and adds what only the running server knows: the wait of pending ones, the progress of running ones. */
final class TaskQueries {

  private final Storage storage;
  private final RunningTasks running;
  private final Supplier<WaitFacts> facts;

  TaskQueries(Storage storage, RunningTasks running, Supplier<WaitFacts> facts) {
    this.storage = storage;
    this.running = running;
    this.facts = facts;
  }

  Optional<TaskView> find(TaskId id) {
    return storage.find(id).map(this::view);
  }

  List<TaskView> find(List<TaskId> ids) {
    return views(storage.find(ids));
  }

  TaskViewPage list(TaskFilter filter) {
    TaskPage page = storage.list(filter);
    return new TaskViewPage(views(page.tasks()), page.more(), page.asOf());
  }

  List<TaskView> views(List<Task> tasks) {
    // One look at the gates for the whole page, and none if nothing is pending.
    boolean anyPending = tasks.stream().anyMatch(TaskQueries::isPending);
    Optional<WaitFacts> now = anyPending ? Optional.of(facts.get()) : Optional.empty();
    return tasks.stream().map(task -> view(task, now)).toList();
  }

  private TaskView view(Task task) {
    return view(task, isPending(task) ? Optional.of(facts.get()) : Optional.empty());
  }

  private TaskView view(Task task, Optional<WaitFacts> now) {
    var reason = now.map(waiting -> WaitExplanation.of(task, waiting)).orElseGet(() -> task.state().waitReason());
    return new TaskView(withProgress(task), reason);
  }

  private Task withProgress(Task task) {
    return task.status() == TaskStatus.RUNNING
        ? running.progress(task.id()).map(latest -> with(task, latest)).orElse(task)
        : task;
  }

  private static Task with(Task task, Progress progress) {
    var state = task.state();
    return new Task(
        task.id(),
        task.uuid(),
        task.version(),
        task.promptPreview(),
        task.settings(),
        new TaskState(
            state.status(),
            state.waitReason(),
            state.claimOrder(),
            state.attempts(),
            state.failuresCounted(),
            state.lost(),
            state.suspensions(),
            state.cancelRequested(),
            state.resumeReference(),
            Optional.of(progress),
            state.usage(),
            state.failure(),
            state.result()),
        task.place(),
        task.times());
  }

  private static boolean isPending(Task task) {
    return task.status() == TaskStatus.PENDING;
  }
}
