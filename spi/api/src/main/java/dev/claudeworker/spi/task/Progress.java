package dev.claudeworker.spi.task;

/**
 * The latest sign of life of an attempt. Not in the event log: only the latest is kept, written at most once a second.
 *
 * @param lastAction one line for people, for example {@code [tool:bash] make test}; at most 500 characters
 * @param usage what the attempt has used so far
 */
public record Progress(String lastAction, Usage usage) {}
