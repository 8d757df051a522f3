package dev.claudeworker.plugin.claudecli.testing;

import dev.claudeworker.plugin.claudecli.ClaudeCliExecutorFactory;
import dev.claudeworker.spi.executor.TaskExecutor;
import dev.claudeworker.spi.task.AttemptOutcome;
import dev.claudeworker.spi.task.Continuation;
import dev.claudeworker.spi.task.TaskSpec;
import dev.claudeworker.spi.task.Usage;
import dev.claudeworker.spi.testkit.NewTasks;
import dev.claudeworker.stub.StubMessagesApi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The executor, the real program and a stub of the API in an environment of their own: scratch home and configuration, a
 * dummy key, nothing of the developer's machine.
 */
public final class ClaudeRig implements AutoCloseable {

  private final Path root;
  private final StubMessagesApi stub = StubMessagesApi.start();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<TestAttempt> attempts = new ArrayList<>();
  private final ClaudeCliExecutorFactory factory = new ClaudeCliExecutorFactory();
  private final Map<String, String> environment = new HashMap<>();
  private TestConfig config;
  private TestConfig options;
  private NewTasks task = NewTasks.aTask();

  public ClaudeRig(Path root) throws IOException {
    this.root = root;
    for (String name : List.of("home", "config", "work", "attempts")) {
      Files.createDirectories(root.resolve(name));
    }
    config = TestConfig.of(factory.schema()).with("max_retries", "0");
    options = TestConfig.of(factory.optionsSchema());
    environment.putAll(Map.of(
        "PATH", System.getenv("PATH"),
        "HOME", root.resolve("home").toString(),
        "CLAUDE_CONFIG_DIR", root.resolve("config").toString(),
        "ANTHROPIC_API_KEY", "dummy-secret-key",
        "ANTHROPIC_BASE_URL", stub.baseUrl().toString()));
  }

  public StubMessagesApi stub() {
    return stub;
  }

  /** The directory in which tasks run. */
  public Path work() {
    return root.resolve("work");
  }

  /** The program's configuration directory. */
  public Path configDirectory() {
    return root.resolve("config");
  }

  /** Sets a key of the executor's configuration. */
  public ClaudeRig config(String key, Object value) {
    config = config.with(key, value);
    return this;
  }

  /** Sets an option of the task. */
  public ClaudeRig option(String key, Object value) {
    options = options.with(key, value);
    return this;
  }

  /** Sets a variable of the environment that the runtime hands over; empty removes it. */
  public ClaudeRig variable(String name, String value) {
    environment.put(name, value);
    environment.values().removeIf(String::isEmpty);
    return this;
  }

  /** The task to be run. */
  public NewTasks task() {
    return task;
  }

  /** Runs the prompt to its end. */
  public AttemptOutcome run(String prompt) throws Exception {
    return start(prompt).outcome().get();
  }

  /** Begins to run the prompt. */
  public Started start(String prompt) throws IOException {
    return start(prompt, Optional.empty(), Usage.NONE);
  }

  /** Begins to run the prompt as a later attempt. */
  public Started start(String prompt, Optional<Continuation> continuation, Usage spentEarlier) throws IOException {
    TestAttempt attempt = prepare(prompt, continuation, spentEarlier);
    return new Started(attempt, CompletableFuture.supplyAsync(() -> execute(executor(), attempt), threads));
  }

  /** A first attempt that nobody executes yet. */
  public TestAttempt prepare(String prompt) throws IOException {
    return prepare(prompt, Optional.empty(), Usage.NONE);
  }

  private TestAttempt prepare(String prompt, Optional<Continuation> continuation, Usage spentEarlier)
      throws IOException {
    if (!config.values().containsKey("command")) {
      config("command", ClaudeBinary.path().toString());
    }
    TaskSpec spec = task.prompt(prompt).workingDirectory(workingDirectory()).spec();
    int number = attempts.size() + 1;
    Path directory = Files.createDirectory(root.resolve("attempts").resolve(Integer.toString(number)));
    TestAttempt attempt = new TestAttempt(
        spec, number, options, directory, Map.copyOf(environment), continuation, spentEarlier);
    attempts.add(attempt);
    return attempt;
  }

  /** Executes an attempt again, as a restarted server does. */
  public CompletableFuture<AttemptOutcome> adopt(TestAttempt attempt) {
    return CompletableFuture.supplyAsync(() -> execute(executor(), attempt), threads);
  }

  private Path workingDirectory() {
    Path chosen = task.spec().settings().workingDirectory();
    return chosen.equals(Path.of("/tmp")) ? work() : chosen;
  }

  /** The executor with the configuration set so far. */
  public TaskExecutor executor() {
    return factory.create(config, new TestPluginContext(root, InstantSource.system(), Map.copyOf(environment)));
  }

  private static AttemptOutcome execute(TaskExecutor executor, TestAttempt attempt) {
    try {
      return executor.execute(attempt);
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** The attempt that was started last. */
  public TestAttempt lastAttempt() {
    return attempts.getLast();
  }

  @Override
  public void close() {
    attempts.forEach(TestAttempt::close);
    stub.close();
    threads.shutdownNow();
    threads.close();
  }

  /**
   * A run that goes on.
   *
   * @param attempt the attempt
   * @param outcome how it will end
   */
  public record Started(TestAttempt attempt, CompletableFuture<AttemptOutcome> outcome) {}
}
