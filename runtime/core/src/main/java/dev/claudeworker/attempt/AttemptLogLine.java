package dev.claudeworker.attempt;

import java.time.Instant;

/**
 * A line of an attempt's log.
 *
 * @param at when it was written
 * @param level the coarsest level that shows it
 * @param text one line
 */
public record AttemptLogLine(Instant at, LogLevel level, String text) {}
