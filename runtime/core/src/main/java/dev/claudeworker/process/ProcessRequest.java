package dev.claudeworker.process;

import dev.claudeworker.spi.executor.ProcessSpec;
import java.nio.file.Path;
import java.util.UUID;

/**
 * What to start or to adopt.
 *
 * @param directory the attempt's own directory, existing, mode 0700, never used by another attempt
 * @param attemptId identity of the attempt; its processes are known by it
 * @param spec what to start; for a child that is already there only its silence timeout matters
 * @param adopt whether the attempt was begun before, so that a child which is not there must not be started any more
 * @param limits what the child may use
 */
public record ProcessRequest(
    Path directory, UUID attemptId, ProcessSpec spec, boolean adopt, ProcessLimits limits) {}
