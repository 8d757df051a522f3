package dev.claudeworker.spi.task;

import dev.claudeworker.spi.JsonValue.JsonObject;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What the submitter chose, except the heavy texts ({@link TaskInput}). Does not change after the submission, apart from
 * the priority.
 *
 * @param project what the task belongs to; {@code default} unless a team made others
 * @param name a title for people
 * @param executor name of the executor that runs it
 * @param account whose limits it uses, as the executor named it ({@link
 *     dev.claudeworker.spi.executor.TaskExecutor#account})
 * @param executorOptions options of that executor, already checked against its schema
 * @param model model alias or id, handed to the executor as it is
 * @param workingDirectory absolute directory in which it runs
 * @param priority how urgent it is
 * @param timeout how long one attempt may take; zero = no limit
 * @param maxCostUsd how much one task may cost over all attempts; empty = no limit
 * @param initialDelay how long it waits after its last dependency, or after the submission
 * @param retry what happens after failures
 * @param lane bounds how many tasks with the same key run at once
 * @param labels free names and values, at most {@code task.max_labels}
 * @param requiredLabels what a server must offer to run it: names and values of its labels
 * @param origin where it comes from
 */
public record TaskSettings(
    String project,
    Optional<String> name,
    String executor,
    String account,
    JsonObject executorOptions,
    Optional<String> model,
    Path workingDirectory,
    Priority priority,
    Duration timeout,
    Optional<BigDecimal> maxCostUsd,
    Duration initialDelay,
    RetryRules retry,
    Optional<Lane> lane,
    Map<String, String> labels,
    Map<String, String> requiredLabels,
    TaskOrigin origin) {

  /** The project of everything until teams make others. */
  public static final String DEFAULT_PROJECT = "default";

  /** Copies the labels. */
  public TaskSettings {
    labels = Map.copyOf(labels);
    requiredLabels = Map.copyOf(requiredLabels);
  }

  /**
   * The same settings with another priority.
   *
   * @param changed the new priority
   * @return the new settings
   */
  public TaskSettings withPriority(Priority changed) {
    return new TaskSettings(
        project,
        name,
        executor,
        account,
        executorOptions,
        model,
        workingDirectory,
        changed,
        timeout,
        maxCostUsd,
        initialDelay,
        retry,
        lane,
        labels,
        requiredLabels,
        origin);
  }

  /**
   * The same settings with other labels.
   *
   * @param changed the new labels
   * @return the new settings
   */
  public TaskSettings withLabels(Map<String, String> changed) {
    return new TaskSettings(
        project,
        name,
        executor,
        account,
        executorOptions,
        model,
        workingDirectory,
        priority,
        timeout,
        maxCostUsd,
        initialDelay,
        retry,
        lane,
        changed,
        requiredLabels,
        origin);
  }
}
