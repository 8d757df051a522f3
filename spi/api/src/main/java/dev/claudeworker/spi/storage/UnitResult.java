package dev.claudeworker.spi.storage;

import dev.claudeworker.spi.dag.OrchestrationId;
import dev.claudeworker.spi.task.TaskId;
import java.util.List;
import java.util.Optional;

/** What became of a unit. */
public sealed interface UnitResult {

  /**
   * Applied and durable.
   *
   * @param tasks the ids of submitted tasks, in their order; empty for other units
   * @param orchestration the orchestration they belong to
   */
  record Applied(List<TaskId> tasks, Optional<OrchestrationId> orchestration) implements UnitResult {

    /** Copies the list. */
    public Applied {
      tasks = List.copyOf(tasks);
    }

    /**
     * Of no orchestration.
     *
     * @param tasks the ids of submitted tasks, in their order
     */
    public Applied(List<TaskId> tasks) {
      this(tasks, Optional.empty());
    }
  }

  /**
   * The same unit was applied before; nothing was written now.
   *
   * @param tasks the ids of the tasks submitted then, in their order; empty for other units
   * @param orchestration the orchestration they belong to
   */
  record AlreadyApplied(List<TaskId> tasks, Optional<OrchestrationId> orchestration) implements UnitResult {

    /** Copies the list. */
    public AlreadyApplied {
      tasks = List.copyOf(tasks);
    }

    /**
     * Of no orchestration.
     *
     * @param tasks the ids of the tasks submitted then, in their order
     */
    public AlreadyApplied(List<TaskId> tasks) {
      this(tasks, Optional.empty());
    }
  }

  /**
   * A running attempt was taken over.
   *
   * @param claimed the task with its new lease
   */
  record TakenOver(ClaimedTask claimed) implements UnitResult {}

  /** The lease is not held any more; nothing was written. The caller drops its result and says so. */
  record LeaseLost() implements UnitResult {}

  /**
   * Refused; nothing was written.
   *
   * @param refusal why, for programs
   * @param message why, for people
   */
  record Refused(Refusal refusal, String message) implements UnitResult {}
}
