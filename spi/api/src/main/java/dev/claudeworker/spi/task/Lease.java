package dev.claudeworker.spi.task;

import java.time.Instant;
import java.util.UUID;

/**
 * The right to run an attempt, for a while. The token is the fence: storage accepts nothing about the attempt from anyone
 * who does not show it.
 *
 * @param task the task
 * @param attempt the attempt's number
 * @param token new with every claim and every adoption
 * @param expires when others may take it, by the storage's clock
 */
public record Lease(TaskId task, int attempt, UUID token, Instant expires) {}
