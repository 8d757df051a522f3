package dev.claudeworker.storage.sql.group;

import dev.claudeworker.spi.dag.Orchestration;
import dev.claudeworker.spi.dag.OrchestrationId;
import dev.claudeworker.spi.storage.OrchestrationProgress;

/** How far an orchestration has come, as this group has it. */
record Progress(OrchestrationId id, OrchestrationSet orchestrations, ProgressReads reads)
    implements OrchestrationProgress {

  @Override
  public Orchestration orchestration() {
    return orchestrations.get(id).orElseThrow();
  }

  @Override
  public long untoleratedFailures() {
    return orchestration().counts().failed() == 0 ? 0 : reads.untoleratedFailures(id);
  }
}
