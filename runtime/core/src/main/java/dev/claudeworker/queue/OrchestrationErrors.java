package dev.claudeworker.queue;

import dev.claudeworker.spi.WorkerException;
import dev.claudeworker.spi.dag.Orchestration;
import dev.claudeworker.spi.dag.OrchestrationId;
import dev.claudeworker.spi.dag.OrchestrationStatus;
import dev.claudeworker.spi.task.Task;
import dev.claudeworker.spi.task.TaskId;
import java.util.Set;
import java.util.stream.Collectors;

/** What people read when a change of an orchestration or of dependencies is not possible. */
final class OrchestrationErrors {

  private OrchestrationErrors() {}

  static WorkerException notFound(OrchestrationId id) {
    return new WorkerException(
        QueueErrors.ORCHESTRATION_NOT_FOUND,
        "There is no orchestration " + id + ".",
        "'claude-worker list-orchestrations' shows those there are.");
  }

  static WorkerException notPossible(Orchestration orchestration, String what, Set<OrchestrationStatus> possible) {
    return notPossible(
        orchestration, what,
        possible.stream().sorted().map(OrchestrationStatus::word).collect(Collectors.joining(", ")));
  }

  static WorkerException notPossible(Orchestration orchestration, String what, String possible) {
    return new WorkerException(
        QueueErrors.ORCHESTRATION_STATE,
        "Orchestration " + orchestration.id() + " is " + orchestration.status().word() + " and cannot be " + what + ".",
        "Only one that is " + possible + " can.");
  }

  static WorkerException nothingToRetry(Orchestration orchestration) {
    return new WorkerException(
        QueueErrors.ORCHESTRATION_STATE,
        "Nothing of orchestration " + orchestration.id() + " failed, was skipped or cancelled.",
        "Submit it anew to run everything again.");
  }

  static WorkerException goesOn(OrchestrationId id, String why) {
    return new WorkerException(
        QueueErrors.ORCHESTRATION_STATE,
        "Orchestration " + id + " was not deleted, because it goes on meanwhile: " + why,
        "Cancel it, then delete it again.");
  }

  static WorkerException conflict(OrchestrationId id) {
    return new WorkerException(
        QueueErrors.CONFLICT, "Orchestration " + id + " kept changing while this was tried.", "Try again.");
  }

  static WorkerException tooManyTasks(int has, int more, int most) {
    return new WorkerException(
        QueueErrors.INVALID,
        "The orchestration would have " + (has + more) + " tasks; at most " + most
            + " are allowed (orchestration.max_tasks).",
        "Split it into several orchestrations, or raise the limit.");
  }

  static WorkerException started(Task task) {
    return new WorkerException(
        QueueErrors.TASK_STARTED,
        "Task " + task.id() + " is " + task.status().word()
            + "; only the dependencies of a task that has not started can"
            + " be changed.",
        "Submit another task that depends on it.");
  }

  static WorkerException refused(OrchestrationId id, String why) {
    return new WorkerException(
        QueueErrors.INVALID, "The change of orchestration " + id + " was refused: " + why, "See the server's log.");
  }

  static WorkerException upstreamNotFound(String message) {
    return new WorkerException(
        QueueErrors.UPSTREAM_NOT_FOUND,
        "A task to depend on does not exist: " + message,
        "Look for its id with 'claude-worker list'.");
  }

  static WorkerException cycle(String message) {
    return new WorkerException(
        QueueErrors.CYCLE,
        "The change was refused, because tasks would wait for each other in a circle: " + message,
        "Leave out one of these dependencies.");
  }

  static WorkerException notHeld(TaskId task) {
    return new WorkerException(
        QueueErrors.TASK_NOT_HELD,
        "Task " + task + " is not held by a dependency.",
        "'claude-worker status " + task + "' says what it waits for.");
  }
}
