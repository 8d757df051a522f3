package dev.claudeworker.spi.task;

import java.util.Optional;

/**
 * What the next attempt continues instead of starting anew.
 *
 * @param resumeReference the executor's own name for what can be continued (for Claude Code the session id); opaque to
 *     everything else
 * @param text what a person adds when resuming; empty = just go on
 * @param fork whether it belongs to another task: the attempt starts from a copy of it with the task's own prompt, and leaves
 *     it as it is
 */
public record Continuation(String resumeReference, Optional<String> text, boolean fork) {

  /**
   * A continuation of the task's own.
   *
   * @param resumeReference the executor's own name for what can be continued
   * @param text what a person adds
   */
  public Continuation(String resumeReference, Optional<String> text) {
    this(resumeReference, text, false);
  }
}
