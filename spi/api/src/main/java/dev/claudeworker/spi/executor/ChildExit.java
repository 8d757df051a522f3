package dev.claudeworker.spi.executor;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How a child ended.
 *
 * @param code its exit code as the shell reports it: 0 to 127 its own, 128 + n ended by signal n; empty = the process is
 *     gone and left no exit status (machine or wrapper killed)
 * @param endedBy why the runtime ended it; empty = it ended by itself
 * @param cpuTime processor time of the child and its ended children
 * @param peakMemoryBytes largest resident memory seen; 0 = not known
 * @param stragglers how many processes of the attempt were still there after its end and were ended
 */
public record ChildExit(
    OptionalInt code, Optional<EndCause> endedBy, Duration cpuTime, long peakMemoryBytes, int stragglers) {}
