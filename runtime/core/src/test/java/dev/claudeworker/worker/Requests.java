package dev.claudeworker.worker;

import dev.claudeworker.queue.Requester;
import dev.claudeworker.queue.TaskRequest;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.storage.Dependency;
import dev.claudeworker.spi.task.Lane;
import dev.claudeworker.spi.task.Priority;
import dev.claudeworker.spi.task.RetryRules;
import dev.claudeworker.spi.task.TaskInput;
import dev.claudeworker.spi.task.TaskOrigin;
import dev.claudeworker.spi.task.TaskSettings;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Builds requests with defaults: a test says only what it is about. */
final class Requests {

  static final Requester ALICE = new Requester("alice", "request-1");

  private UUID uuid = UUID.randomUUID();
  private Map<String, String> environment = Map.of();
  private String executor = ScriptedExecutor.NAME;
  private Priority priority = Priority.NORMAL;
  private Optional<Duration> timeout = Optional.empty();
  private Optional<BigDecimal> maxCost = Optional.empty();
  private Duration initialDelay = Duration.ZERO;
  private RetryRules retry = RetryRules.DEFAULT;
  private String prompt = "do it";
  private Map<String, String> required = Map.of();
  private Optional<Lane> lane = Optional.empty();
  private Path directory = Path.of("/tmp");
  private List<Dependency> dependencies = List.of();

  static Requests aRequest() {
    return new Requests();
  }

  Requests uuid(UUID value) {
    uuid = value;
    return this;
  }

  Requests environment(Map<String, String> value) {
    environment = value;
    return this;
  }

  Requests executor(String value) {
    executor = value;
    return this;
  }

  Requests priority(Priority value) {
    priority = value;
    return this;
  }

  Requests timeout(Duration value) {
    timeout = Optional.of(value);
    return this;
  }

  Requests maxCost(String usd) {
    maxCost = Optional.of(new BigDecimal(usd));
    return this;
  }

  Requests initialDelay(Duration value) {
    initialDelay = value;
    return this;
  }

  Requests retry(RetryRules value) {
    retry = value;
    return this;
  }

  Requests prompt(String value) {
    prompt = value;
    return this;
  }

  Requests lane(String key, int limit) {
    lane = Optional.of(new Lane(key, limit));
    return this;
  }

  Requests in(Path value) {
    directory = value;
    return this;
  }

  Requests dependsOn(Dependency... value) {
    dependencies = List.of(value);
    return this;
  }

  Requests requires(String name, String value) {
    required = Map.of(name, value);
    return this;
  }

  TaskRequest build() {
    return new TaskRequest(
        uuid,
        new TaskInput(prompt, Optional.empty(), environment),
        Optional.empty(),
        executor,
        JsonObject.EMPTY,
        Optional.empty(),
        directory,
        priority,
        timeout,
        maxCost,
        initialDelay,
        retry,
        lane,
        Map.of(),
        required,
        TaskSettings.DEFAULT_PROJECT,
        new TaskOrigin("alice", "test", "request-1", Optional.empty(), Optional.empty()),
        dependencies);
  }
}
