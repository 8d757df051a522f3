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
 */
public record TaskPlace(
    Optional<OrchestrationId> orchestration,
    Optional<String> identifier,
    List<TaskId> dependsOn,
    int unmet,
    Optional<TaskId> skippedBecauseOf) {

  /** A task of its own. */
  public static final TaskPlace ALONE =
      new TaskPlace(Optional.empty(), Optional.empty(), List.of(), 0, Optional.empty());

  /** Copies the list. */
  public TaskPlace {
    dependsOn = List.copyOf(dependsOn);
  }
}
