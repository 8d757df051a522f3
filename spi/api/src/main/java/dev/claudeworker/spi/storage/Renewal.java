package dev.claudeworker.spi.storage;

import dev.claudeworker.spi.task.Lease;

/**
 * The answer to a renewal.
 *
 * @param lease the lease with its new end; as it was if it is not held
 * @param held whether it is still held; false = stop the attempt, its result will be dropped
 * @param cancelRequested whether the task has been asked to end
 */
public record Renewal(Lease lease, boolean held, boolean cancelRequested) {}
