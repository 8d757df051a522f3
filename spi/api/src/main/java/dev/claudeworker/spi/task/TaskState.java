package dev.claudeworker.spi.task;

import java.util.Optional;

/**
 * Where a task stands.
 *
 * @param status the state
 * @param waitReason why it waits; present if and only if the status is waiting (what holds back a pending task is worked out
 *     when it is read)
 * @param claimOrder its place in the queue, lower first; computed by the core, meaningful while pending or waiting
 * @param attempts how many attempts were begun
 * @param failuresCounted how many of them count as failures since the last submission, retry or resume by a person
 * @param lost how many of them were lost since then
 * @param suspensions how many of them were suspended in a row
 * @param cancelRequested whether a running attempt has been asked to end; such a task never runs again by itself
 * @param resumeReference what the next attempt continues; empty = it starts anew
 * @param progress the latest progress of the running or last attempt
 * @param usage what all ended attempts used together
 * @param failure the failure of the last ended attempt; of a failed task, why it failed
 * @param result a summary of the result; present if and only if the status is completed
 */
public record TaskState(
    TaskStatus status,
    Optional<WaitReason> waitReason,
    long claimOrder,
    int attempts,
    int failuresCounted,
    int lost,
    int suspensions,
    boolean cancelRequested,
    Optional<String> resumeReference,
    Optional<Progress> progress,
    Usage usage,
    Optional<Failure> failure,
    Optional<ResultSummary> result) {}
