package dev.claudeworker.spi.storage;

import dev.claudeworker.spi.task.Lease;
import dev.claudeworker.spi.task.Progress;

/**
 * The latest progress of an attempt.
 *
 * @param lease its lease
 * @param progress the progress
 */
public record ProgressUpdate(Lease lease, Progress progress) {}
