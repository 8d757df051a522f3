package dev.claudeworker.outcome;

import dev.claudeworker.spi.executor.EndCause;
import dev.claudeworker.spi.executor.ProcessStartException;
import java.time.Instant;
import java.util.Optional;

/**
 * What the runtime knows about the end of an attempt, beside what the executor says.
 *
 * @param ending why the runtime ended it; empty = it ended by itself
 * @param cancelRequested whether a person or tool has cancelled the task
 * @param released whether the server stopped and gives it back
 * @param adopted whether an earlier run of the server began it
 * @param childGone {@code NEVER_STARTED} or {@code LOST} if that is what was found of its child
 * @param savedReference what it saved as continuable
 * @param now the moment
 * @param draw a random number, 0 (inclusive) to 1 (exclusive)
 */
public record AttemptFacts(
    Optional<EndCause> ending,
    boolean cancelRequested,
    boolean released,
    boolean adopted,
    Optional<ProcessStartException.Reason> childGone,
    Optional<String> savedReference,
    Instant now,
    double draw) {}
