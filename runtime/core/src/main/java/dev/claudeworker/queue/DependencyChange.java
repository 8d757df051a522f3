package dev.claudeworker.queue;

import dev.claudeworker.spi.storage.Dependency;
import dev.claudeworker.spi.task.TaskId;
import java.util.List;
import java.util.Set;

/**
 * Other dependencies for a task.
 *
 * @param add edges to existing tasks; one to a task on which it depends already replaces that edge
 * @param remove upstream tasks on which it does not depend any more; those on which it does not depend anyway do not matter
 */
public record DependencyChange(List<Dependency> add, Set<TaskId> remove) {

  /** Copies the collections. */
  public DependencyChange {
    add = List.copyOf(add);
    remove = Set.copyOf(remove);
  }
}
