package dev.claudeworker.spi.dag;

import dev.claudeworker.spi.task.Priority;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the submitter of an orchestration chose.
 *
 * @param failurePolicy what a failed task means for the others
 * @param maxParallel how many of its tasks may hold a place in the queue or run at once, 1 or more; empty = no bound of its
 *     own
 * @param timeout how long it may take; zero = no limit
 * @param priority the priority of its tasks, unless they have their own
 * @param baseDirectory absolute directory from which relative working directories counted
 */
public record OrchestrationSettings(
    FailurePolicy failurePolicy,
    OptionalInt maxParallel,
    Duration timeout,
    Priority priority,
    Optional<Path> baseDirectory) {

  /** Dependents of failures are skipped; no bounds; normal priority. */
  public static final OrchestrationSettings DEFAULT = new OrchestrationSettings(
      FailurePolicy.SKIP, OptionalInt.empty(), Duration.ZERO, Priority.NORMAL, Optional.empty());

  /** Checks the ranges. */
  public OrchestrationSettings {
    if (maxParallel.isPresent() && maxParallel.getAsInt() < 1) {
      throw new IllegalArgumentException("max_parallel is 1 or more, not " + maxParallel.getAsInt());
    }
    if (timeout.isNegative()) {
      throw new IllegalArgumentException("the timeout of an orchestration is not negative");
    }
  }
}
