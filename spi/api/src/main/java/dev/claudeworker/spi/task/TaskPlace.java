package dev.claudeworker.spi.task;

import dev.claudeworker.spi.dag.OrchestrationId;
import java.util.List;
import java.util.Optional;

/**
 * Where a task stands among others.
 *
 * @param orchestration the orchestration it belongs to
 * @param identifier its name in that orchestration
 * @param dependsOn its direct upstream tasks, in the order of their ids
 * @param unmet how many of them have not ended; grows again when one is retried or resumed
 * @param skippedBecauseOf the upstream task that made it skipped
 * @param continueFrom the upstream task whose session its first attempt continues
 * @param held why it is not claimable; only of a pending task
 */
public record TaskPlace(
    Optional<OrchestrationId> orchestration,
    Optional<String> identifier,
    List<TaskId> dependsOn,
    int unmet,
    Optional<TaskId> skippedBecauseOf,
    Optional<TaskId> continueFrom,
    Optional<Held> held) {

  /** A task of its own. */
  public static final TaskPlace ALONE = new TaskPlace(
      Optional.empty(), Optional.empty(), List.of(), 0, Optional.empty(), Optional.empty(), Optional.empty());

  /** Copies the list. */
  public TaskPlace {
    dependsOn = List.copyOf(dependsOn);
  }

  /**
   * The same place with other upstream tasks.
   *
   * @param upstreams the new {@link #dependsOn}
   * @param notEnded the new {@link #unmet}
   * @return the new place
   */
  public TaskPlace withUpstreams(List<TaskId> upstreams, int notEnded) {
    return new TaskPlace(orchestration, identifier, upstreams, notEnded, skippedBecauseOf, continueFrom, held);
  }

  /**
   * The same place with another cause of being skipped.
   *
   * @param cause the new {@link #skippedBecauseOf}
   * @return the new place
   */
  public TaskPlace withSkippedBecauseOf(Optional<TaskId> cause) {
    return new TaskPlace(orchestration, identifier, dependsOn, unmet, cause, continueFrom, held);
  }

  /**
   * The same place, held or not.
   *
   * @param reason the new {@link #held}
   * @return the new place
   */
  public TaskPlace withHeld(Optional<Held> reason) {
    return new TaskPlace(orchestration, identifier, dependsOn, unmet, skippedBecauseOf, continueFrom, reason);
  }
}
