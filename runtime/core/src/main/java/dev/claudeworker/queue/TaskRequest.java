package dev.claudeworker.queue;

import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.storage.Dependency;
import dev.claudeworker.spi.task.Lane;
import dev.claudeworker.spi.task.Priority;
import dev.claudeworker.spi.task.RetryRules;
import dev.claudeworker.spi.task.TaskInput;
import dev.claudeworker.spi.task.TaskOrigin;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A task as a client asks for it, with the defaults of the server's configuration already filled in.
 *
 * @param uuid chosen by the client; submitting it again answers the task of the first time
 * @param input prompt, system prompt, and the client's environment as it came: the queue keeps what the allow-list lets through
 * @param name a title for people
 * @param executor name of the executor
 * @param executorOptions options for that executor, not checked yet
 * @param model model alias or id
 * @param workingDirectory absolute
 * @param priority how urgent it is
 * @param timeout how long one attempt may take; zero = no limit; empty = as the executor says
 * @param maxCostUsd how much the task may cost over all attempts
 * @param initialDelay how long it waits after its last dependency, or after the submission
 * @param retry what happens after failures
 * @param lane bounds how many tasks with the same key run at once
 * @param labels free names and values
 * @param requiredLabels what a server must offer to run it
 * @param project what it belongs to
 * @param origin where it comes from
 * @param dependencies what it waits for
 */
public record TaskRequest(
    UUID uuid,
    TaskInput input,
    Optional<String> name,
    String executor,
    JsonObject executorOptions,
    Optional<String> model,
    Path workingDirectory,
    Priority priority,
    Optional<Duration> timeout,
    Optional<BigDecimal> maxCostUsd,
    Duration initialDelay,
    RetryRules retry,
    Optional<Lane> lane,
    Map<String, String> labels,
    Map<String, String> requiredLabels,
    String project,
    TaskOrigin origin,
    List<Dependency> dependencies) {

  /** Copies the collections. */
  public TaskRequest {
    labels = Map.copyOf(labels);
    requiredLabels = Map.copyOf(requiredLabels);
    dependencies = List.copyOf(dependencies);
  }
}
