package dev.claudeworker.spi.task;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * One try at a task.
 *
 * @param task the task
 * @param number 1 for the first; grows by one, also for suspended and lost attempts
 * @param uuid its identity, the same over all adoptions; carried by its child in {@code CLAUDE_WORKER_ATTEMPT}
 * @param status its state
 * @param counted whether it counts as a failure
 * @param server id of the server that claimed or adopted it last
 * @param resumeReference what could be continued, as the executor saved it
 * @param started when it was claimed
 * @param ended when it ended
 * @param usage what it used
 * @param failure why it failed, was suspended or lost
 */
public record Attempt(
    TaskId task,
    int number,
    UUID uuid,
    AttemptStatus status,
    boolean counted,
    String server,
    Optional<String> resumeReference,
    Instant started,
    Optional<Instant> ended,
    Usage usage,
    Optional<Failure> failure) {}
