package dev.claudeworker.storage.sql.group;

import dev.claudeworker.spi.dag.OrchestrationId;

/** Looks up how an orchestration has gone so far, in the transaction of the group. */
@FunctionalInterface
interface ProgressReads {

  /** Failed tasks that no edge expected to fail. */
  long untoleratedFailures(OrchestrationId id);
}
