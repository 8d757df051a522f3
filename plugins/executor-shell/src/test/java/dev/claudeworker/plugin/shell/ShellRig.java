package dev.claudeworker.plugin.shell;

import dev.claudeworker.plugins.ConfigReader;
import dev.claudeworker.process.DurableProcessRoom;
import dev.claudeworker.process.ProcessLimits;
import dev.claudeworker.process.ProcessRequest;
import dev.claudeworker.process.ProcessSettings;
import dev.claudeworker.spi.ErrorCode;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.PluginConfig;
import dev.claudeworker.spi.executor.AttemptContext;
import dev.claudeworker.spi.executor.AttemptLog;
import dev.claudeworker.spi.executor.ChildProcess;
import dev.claudeworker.spi.executor.EndCause;
import dev.claudeworker.spi.executor.ProcessSpec;
import dev.claudeworker.spi.executor.ProcessStartException;
import dev.claudeworker.spi.task.AttemptOutcome;
import dev.claudeworker.spi.task.Continuation;
import dev.claudeworker.spi.task.Progress;
import dev.claudeworker.spi.task.Task;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.task.TaskInput;
import dev.claudeworker.spi.task.TaskPlace;
import dev.claudeworker.spi.task.TaskSpec;
import dev.claudeworker.spi.task.TaskState;
import dev.claudeworker.spi.task.TaskStatus;
import dev.claudeworker.spi.task.TaskTimes;
import dev.claudeworker.spi.task.Usage;
import dev.claudeworker.spi.testkit.NewTasks;
import dev.claudeworker.spi.testkit.SettableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingDeque;

/** Runs the shell executor with real processes. Ends the children of its attempts when it is closed. */
final class ShellRig implements AutoCloseable {

  private static final ProcessSettings SETTINGS = new ProcessSettings(
      new ProcessLimits(Duration.ofMillis(300), 32L << 20),
      Duration.ofMillis(5),
      Duration.ofMillis(50),
      Duration.ofSeconds(1),
      Duration.ofMillis(200),
      Duration.ofSeconds(5));

  /** As the runtime does, the log keeps only so much of a flood. */
  private static final int MAX_LINES = 1000;

  private final Path home;
  private final ConfigReader reader;
  private final ShellExecutorFactory factory = new ShellExecutorFactory();
  private final List<TestAttempt> attempts = new CopyOnWriteArrayList<>();
  private DurableProcessRoom room;
  private JsonObject config = JsonObject.EMPTY;

  ShellRig(Path home) throws IOException {
    this.home = home;
    this.reader = new ConfigReader(home, home);
    this.room = DurableProcessRoom.open(SETTINGS, home);
  }

  ShellRig configure(JsonObject given) {
    config = given;
    return this;
  }

  PluginConfig options(JsonObject given) {
    return reader.read(factory.optionsSchema(), given, "the test").orThrow(ErrorCode.user("invalid_option"));
  }

  ShellExecutor executor() {
    return new ShellExecutor(ShellConfig.from(
        reader.read(factory.schema(), config, "the test").orThrow(ErrorCode.configuration("invalid_configuration"))));
  }

  TestAttempt attempt(String prompt, JsonObject options) throws IOException {
    return attempt(NewTasks.aTask().prompt(prompt).workingDirectory(home).spec(), options);
  }

  TestAttempt attempt(TaskSpec spec, JsonObject options) throws IOException {
    var id = UUID.randomUUID();
    var attempt = new TestAttempt(spec, options(options), id, Files.createDirectories(home.resolve("attempts/" + id)));
    attempts.add(attempt);
    return attempt;
  }

  AttemptOutcome run(String prompt) throws Exception {
    return executor().execute(attempt(prompt, JsonObject.EMPTY));
  }

  AttemptOutcome run(String prompt, JsonObject options) throws Exception {
    return executor().execute(attempt(prompt, options));
  }

  /** What a restart of the server does to the room: children live on. */
  void restart() throws IOException {
    room.close();
    room = DurableProcessRoom.open(SETTINGS, home);
  }

  @Override
  public void close() {
    for (var attempt : attempts) {
      if (attempt.child.isDone()) {
        ProcessHandle.of(attempt.child.join().pid()).ifPresent(shell -> {
          shell.descendants().forEach(ProcessHandle::destroyForcibly);
          shell.destroyForcibly();
        });
      }
    }
    room.close();
  }

  /** An attempt that keeps what the executor tells. */
  final class TestAttempt implements AttemptContext, AttemptLog {

    final List<String> summary = Collections.synchronizedList(new ArrayList<>());
    final List<String> detail = Collections.synchronizedList(new ArrayList<>());
    final BlockingDeque<Progress> progress = new LinkedBlockingDeque<>();
    final CompletableFuture<ChildProcess> child = new CompletableFuture<>();
    private final TaskSpec spec;
    private final PluginConfig options;
    private final UUID id;
    private final Path directory;
    private boolean begun;

    TestAttempt(TaskSpec spec, PluginConfig options, UUID id, Path directory) {
      this.spec = spec;
      this.options = options;
      this.id = id;
      this.directory = directory;
    }

    @Override
    public ChildProcess process(ProcessSpec wanted) throws ProcessStartException, InterruptedException {
      var opened = room.open(new ProcessRequest(directory, id, wanted, begun, SETTINGS.limits()));
      begun = true;
      child.complete(opened);
      return opened;
    }

    @Override
    public Task task() {
      var state = new TaskState(
          TaskStatus.RUNNING, Optional.empty(), 0, 1, 0, 0, 0, false, Optional.empty(), Optional.empty(), Usage.NONE,
          Optional.empty(), Optional.empty());
      var times = new TaskTimes(
          SettableClock.START, Optional.empty(), Optional.of(SettableClock.START), Optional.empty());
      return new Task(new TaskId(1), UUID.randomUUID(), 1, "preview", spec.settings(), state, TaskPlace.ALONE, times);
    }

    @Override
    public TaskInput input() {
      return spec.input();
    }

    @Override
    public PluginConfig options() {
      return options;
    }

    @Override
    public int number() {
      return 1;
    }

    @Override
    public UUID attemptId() {
      return id;
    }

    @Override
    public Optional<Continuation> continuation() {
      return Optional.empty();
    }

    @Override
    public Path directory() {
      return directory;
    }

    @Override
    public Map<String, String> environment() {
      return Map.of("PATH", "/usr/bin:/bin", "GREETING", "hello");
    }

    @Override
    public void saveResumeReference(String reference) {
      throw new IllegalStateException("a command cannot be resumed, but the executor saved " + reference);
    }

    @Override
    public void progress(Progress latest) {
      progress.add(latest);
    }

    @Override
    public AttemptLog log() {
      return this;
    }

    @Override
    public Optional<EndCause> ending() {
      return Optional.empty();
    }

    @Override
    public void summary(String line) {
      summary.add(line);
    }

    @Override
    public void detail(String line) {
      if (detail.size() < MAX_LINES) {
        detail.add(line);
      }
    }
  }
}
