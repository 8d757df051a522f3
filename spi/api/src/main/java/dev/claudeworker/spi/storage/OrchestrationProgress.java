package dev.claudeworker.spi.storage;

import dev.claudeworker.spi.dag.Orchestration;

/** How far an orchestration has come. Valid only during the call that it is handed to, on its thread. */
public interface OrchestrationProgress {

  /**
   * The orchestration.
   *
   * @return with the counts as they are after all that the group has done so far
   */
  Orchestration orchestration();

  /**
   * How many failed tasks have no dependents, or at least one by an edge that asks for {@link
   * dev.claudeworker.spi.dag.EdgeCondition#COMPLETED}. Looked up when it is asked for: a rule asks only when all tasks have
   * ended.
   *
   * @return the number
   */
  long untoleratedFailures();
}
