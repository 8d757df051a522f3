package dev.claudeworker.spi.storage;

import dev.claudeworker.spi.task.Attempt;
import dev.claudeworker.spi.task.Lease;
import dev.claudeworker.spi.task.Task;

/**
 * An attempt that holds a lease.
 *
 * @param task its task
 * @param attempt the attempt
 * @param lease the lease as it stands
 */
public record RunningAttempt(Task task, Attempt attempt, Lease lease) {}
