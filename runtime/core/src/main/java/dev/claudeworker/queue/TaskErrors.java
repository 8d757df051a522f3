package dev.claudeworker.queue;

import dev.claudeworker.spi.WorkerException;
import dev.claudeworker.spi.task.Task;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.task.TaskStatus;

/** What people read when a change of a task is not possible. */
final class TaskErrors {

  private TaskErrors() {}

  static WorkerException notFound(TaskId id) {
    return new WorkerException(
        QueueErrors.TASK_NOT_FOUND, "There is no task " + id + ".", "'claude-worker list' shows the tasks there are.");
  }

  static WorkerException ended(Task task, String what) {
    return new WorkerException(
        QueueErrors.TASK_ENDED,
        "Task " + task.id() + " has already ended (" + task.status().word() + ") and cannot be " + what + ".",
        task.status() == TaskStatus.COMPLETED
            ? "Nothing to do. To go on from its result, resume it; to do the same again, submit it as a new task."
            : "Nothing to do, or retry it to run it again.");
  }

  static WorkerException notEnded(Task task, String what, String possible) {
    return new WorkerException(
        QueueErrors.TASK_NOT_ENDED,
        "Task " + task.id() + " is " + task.status().word() + " and cannot be " + what + "; only a task that is "
            + possible
            + " can.",
        "Wait until it has ended, or cancel it first.");
  }

  static WorkerException nothingToResume(Task task) {
    return new WorkerException(
        QueueErrors.NOTHING_TO_RESUME,
        "Task " + task.id() + " left nothing that could be continued.",
        "Retry it to start anew, or submit a new task.");
  }

  static WorkerException inUse(TaskId id, String why) {
    return new WorkerException(
        QueueErrors.TASK_IN_USE,
        "Task " + id + " cannot be deleted: " + why,
        "Wait until the tasks that depend on it have ended, or cancel them first.");
  }

  static WorkerException versionChanged(TaskId id) {
    return new WorkerException(
        QueueErrors.VERSION_CHANGED, "Task " + id + " was changed since you read it.",
        "Read it again and decide anew.");
  }

  static WorkerException conflict(TaskId id) {
    return new WorkerException(
        QueueErrors.CONFLICT, "Task " + id + " kept changing while this was tried.", "Try again.");
  }

  static WorkerException refused(TaskId id, String why) {
    return new WorkerException(
        QueueErrors.INVALID, "The change of task " + id + " was refused: " + why, "See the server's log.");
  }
}
