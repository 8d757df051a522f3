package dev.claudeworker.notify;

import java.util.Optional;

/**
 * How a notifier is doing.
 *
 * @param name its name
 * @param hanging whether a call neither returns nor reacts to interruption
 * @param waiting how many notifications wait
 * @param told how many were delivered
 * @param declined how many the notifier did not want
 * @param failed how many failed
 * @param dropped how many were dropped because the queue was full, they were too old, or the server stopped
 * @param lastError what the last failure was; empty if the last notification did not fail
 */
public record NotifierStatus(
    String name,
    boolean hanging,
    int waiting,
    long told,
    long declined,
    long failed,
    long dropped,
    Optional<String> lastError) {}
