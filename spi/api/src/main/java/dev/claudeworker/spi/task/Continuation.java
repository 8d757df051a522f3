package dev.claudeworker.spi.task;

import java.util.Optional;

/**
 * What the next attempt continues instead of starting anew.
 *
 * @param resumeReference the executor's own name for what can be continued (for Claude Code the session id); opaque to
 *     everything else
 * @param text what a person adds when resuming; empty = just go on
 */
public record Continuation(String resumeReference, Optional<String> text) {}
