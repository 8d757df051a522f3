package dev.claudeworker.spi.storage;

import dev.claudeworker.spi.dag.EdgeCondition;
import dev.claudeworker.spi.dag.IfBroken;
import dev.claudeworker.spi.task.TaskId;

/**
 * What a task depends on.
 *
 * @param upstream the upstream task
 * @param on what is asked of it
 * @param ifBroken what happens when it ends otherwise
 */
public record Dependency(Upstream upstream, EdgeCondition on, IfBroken ifBroken) {

  /**
   * A dependency that skips its task when it is broken.
   *
   * @param upstream the upstream task
   * @param on what is asked of it
   */
  public Dependency(Upstream upstream, EdgeCondition on) {
    this(upstream, on, IfBroken.SKIP);
  }

  /** An upstream task, existing or submitted together. */
  public sealed interface Upstream {

    /**
     * A task that exists, in any state.
     *
     * @param task its id
     */
    record Existing(TaskId task) implements Upstream {}

    /**
     * An earlier task of the same submission.
     *
     * @param index its place in the list, from 0
     */
    record InSubmission(int index) implements Upstream {}
  }
}
