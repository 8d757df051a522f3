package dev.claudeworker.spi.testkit.executor;

import dev.claudeworker.spi.PluginConfig;
import dev.claudeworker.spi.executor.ChildProcess;
import dev.claudeworker.spi.executor.EndCause;
import dev.claudeworker.spi.executor.ProcessSpec;
import dev.claudeworker.spi.executor.ProcessStartException;
import dev.claudeworker.spi.task.Continuation;
import dev.claudeworker.spi.task.Task;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.task.TaskInput;
import dev.claudeworker.spi.task.TaskPlace;
import dev.claudeworker.spi.task.TaskSpec;
import dev.claudeworker.spi.task.TaskState;
import dev.claudeworker.spi.task.TaskStatus;
import dev.claudeworker.spi.task.TaskTimes;
import dev.claudeworker.spi.task.Usage;
import dev.claudeworker.spi.testkit.SettableClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Builds attempts without a server: {@code FakeAttempt.of(spec, directory).environment(...).context()}. What all executions
 * of one attempt share: task, directory, child.
 */
public final class FakeAttempt {

  private final TaskSpec spec;
  private final Path directory;
  private final UUID id = UUID.randomUUID();
  private final UUID taskUuid = UUID.randomUUID();
  private PluginConfig options = FakePluginConfig.EMPTY;
  private Map<String, String> environment = Map.of();
  private int number = 1;
  private Usage usedBefore = Usage.NONE;
  private Optional<Continuation> continuation = Optional.empty();
  private ChildStarter starter = LocalChild::start;
  private Optional<ChildProcess> child = Optional.empty();

  private FakeAttempt(TaskSpec spec, Path directory) {
    this.spec = spec;
    this.directory = directory;
  }

  /**
   * A first attempt without options and environment.
   *
   * @param spec the task, for example of {@link dev.claudeworker.spi.testkit.NewTasks#spec}
   * @param directory the attempt's directory, existing, empty
   * @return a builder
   */
  public static FakeAttempt of(TaskSpec spec, Path directory) {
    return new FakeAttempt(spec, directory);
  }

  /**
   * Sets the options of the executor.
   *
   * @param value the options
   * @return this
   */
  public FakeAttempt options(PluginConfig value) {
    options = value;
    return this;
  }

  /**
   * Sets the environment for children.
   *
   * @param value names and values
   * @return this
   */
  public FakeAttempt environment(Map<String, String> value) {
    environment = Map.copyOf(value);
    return this;
  }

  /**
   * Makes it a later attempt.
   *
   * @param value its number
   * @param used what the attempts before it used
   * @return this
   */
  public FakeAttempt number(int value, Usage used) {
    number = value;
    usedBefore = used;
    return this;
  }

  /**
   * Sets what it continues.
   *
   * @param value the continuation
   * @return this
   */
  public FakeAttempt continuing(Continuation value) {
    continuation = Optional.of(value);
    return this;
  }

  /**
   * Sets how its child is started; {@link LocalChild#start} unless this is called.
   *
   * @param value starts the child
   * @return this
   */
  public FakeAttempt children(ChildStarter value) {
    starter = value;
    return this;
  }

  /**
   * The attempt as it begins.
   *
   * @return the context for its first execution
   */
  public FakeAttemptContext context() {
    return new FakeAttemptContext(this, false);
  }

  synchronized ChildProcess process(ProcessSpec wanted) throws ProcessStartException {
    Optional<ChildProcess> running = child;
    if (running.isPresent()) {
      return running.get();
    }
    ChildProcess started = starter.start(wanted, directory, id);
    child = Optional.of(started);
    return started;
  }

  synchronized Optional<ChildProcess> child() {
    return child;
  }

  Task task() {
    TaskState state = new TaskState(
        TaskStatus.RUNNING,
        Optional.empty(),
        0,
        number,
        0,
        0,
        0,
        false,
        continuation.map(Continuation::resumeReference),
        Optional.empty(),
        usedBefore,
        Optional.empty(),
        Optional.empty());
    TaskTimes times = new TaskTimes(
        SettableClock.START, Optional.empty(), Optional.of(SettableClock.START), Optional.empty());
    return new Task(new TaskId(1), taskUuid, 1, "", spec.settings(), state, TaskPlace.ALONE, times);
  }

  TaskInput input() {
    return spec.input();
  }

  PluginConfig options() {
    return options;
  }

  int number() {
    return number;
  }

  UUID id() {
    return id;
  }

  Optional<Continuation> continuation() {
    return continuation;
  }

  Path directory() {
    return directory;
  }

  Map<String, String> environment() {
    return environment;
  }

  void close() {
    child().ifPresent(running -> {
      if (running instanceof LocalChild local) {
        local.kill();
      } else {
        running.end(EndCause.EXECUTOR, Duration.ZERO);
      }
    });
  }
}
