package dev.claudeworker.http;

import dev.claudeworker.dag.GraphLimits;
import java.time.Duration;

/**
 * What counts for orchestrations that say nothing about it, and their bounds.
 *
 * @param limits {@code orchestration.max_tasks} and {@code orchestration.max_dependencies}
 * @param timeout {@code orchestration.timeout}; zero = no limit
 * @param maxBatch {@code queue.max_submission}: most tasks of one batch
 */
public record OrchestrationDefaults(GraphLimits limits, Duration timeout, int maxBatch) {}
