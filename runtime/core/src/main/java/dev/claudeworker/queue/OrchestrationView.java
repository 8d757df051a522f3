package dev.claudeworker.queue;

import dev.claudeworker.spi.dag.Orchestration;
import java.util.List;

/**
 * An orchestration with its tasks, as people see it.
 *
 * @param orchestration the orchestration
 * @param tasks its tasks by id
 * @param more whether it has tasks after these
 */
public record OrchestrationView(Orchestration orchestration, List<MemberView> tasks, boolean more) {

  /** Copies the list. */
  public OrchestrationView {
    tasks = List.copyOf(tasks);
  }
}
