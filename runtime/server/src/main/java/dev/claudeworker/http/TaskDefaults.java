package dev.claudeworker.http;

import dev.claudeworker.spi.task.RetryRules;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What counts for tasks that say nothing about it, and their bounds.
 *
 * @param executor {@code task.executor}
 * @param model {@code task.default_model}
 * @param workingDirectory {@code task.working_directory}
 * @param timeout {@code task.timeout}
 * @param retry {@code retry.*}
 * @param concurrency {@code task.concurrency}: the concurrency key of tasks that name none
 * @param maxPromptBytes {@code task.max_prompt}, also for the system prompt
 * @param maxLabels {@code task.max_labels}
 */
public record TaskDefaults(
    String executor,
    String model,
    Optional<Path> workingDirectory,
    Optional<Duration> timeout,
    RetryRules retry,
    String concurrency,
    long maxPromptBytes,
    int maxLabels) {}
