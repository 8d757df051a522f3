package dev.claudeworker;

import dev.claudeworker.plugins.ConfigReader;
import dev.claudeworker.plugins.ConfigReading;
import dev.claudeworker.spi.ErrorCategory;
import dev.claudeworker.spi.ErrorCode;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.PluginConfig;
import dev.claudeworker.spi.WorkerException;
import dev.claudeworker.spi.executor.AttemptContext;
import dev.claudeworker.spi.executor.Readiness;
import dev.claudeworker.spi.executor.TaskExecutor;
import dev.claudeworker.spi.task.AttemptOutcome;
import dev.claudeworker.spi.task.TaskSettings;
import dev.claudeworker.spi.task.TaskSpec;
import dev.claudeworker.worker.RegisteredExecutor;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The executor of a name, whichever version of its plugin makes it at the moment. A call stays with the version in which it
 * began. Safe for use from any thread.
 */
final class LiveExecutor implements RegisteredExecutor, TaskExecutor {

  private static final ErrorCode INVALID_OPTIONS = ErrorCode.user("invalid_executor_options");
  private static final ErrorCode GONE = new ErrorCode("executor_gone", ErrorCategory.CONFIGURATION, true);

  private final String name;
  private final ConfigReader reader;
  private volatile Optional<ExecutorInstance> current = Optional.empty();

  LiveExecutor(String name, ConfigReader reader) {
    this.name = name;
    this.reader = reader;
  }

  /** Lets a version take over. */
  void becomes(ExecutorInstance instance) {
    Optional<ExecutorInstance> before = current;
    current = Optional.of(instance);
    before.ifPresent(ExecutorInstance::retire);
  }

  /** Leaves the name without an executor. */
  void ends() {
    Optional<ExecutorInstance> before = current;
    current = Optional.empty();
    before.ifPresent(ExecutorInstance::retire);
  }

  Optional<ExecutorInstance> current() {
    return current;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public TaskExecutor executor() {
    return this;
  }

  @Override
  public PluginConfig options(JsonObject given) {
    return read(given).orThrow(INVALID_OPTIONS);
  }

  ConfigReading read(JsonObject options) {
    return reader.read(current.orElseThrow(this::gone).options(), options, "executor_options of " + name);
  }

  @Override
  public AttemptOutcome execute(AttemptContext context) throws InterruptedException {
    ExecutorInstance instance = enter();
    try {
      return instance.executor().execute(context);
    } finally {
      instance.leave();
    }
  }

  @Override
  public void validate(TaskSpec spec, PluginConfig options) {
    ask(executor -> {
      executor.validate(spec, options);
      return Boolean.TRUE;
    });
  }

  @Override
  public boolean reattachable() {
    return ask(TaskExecutor::reattachable);
  }

  @Override
  public String account(TaskSettings settings) {
    return ask(executor -> executor.account(settings));
  }

  @Override
  public Duration defaultTimeout(TaskSettings settings) {
    return ask(executor -> executor.defaultTimeout(settings));
  }

  @Override
  public List<String> serverVariables() {
    return ask(TaskExecutor::serverVariables);
  }

  @Override
  public Readiness readiness() {
    return ask(TaskExecutor::readiness);
  }

  /** Closes what is there now, whatever it is doing. */
  @Override
  public void close() {
    current.ifPresent(ExecutorInstance::close);
  }

  private <T> T ask(Function<TaskExecutor, T> question) {
    ExecutorInstance instance = enter();
    try {
      return question.apply(instance.executor());
    } finally {
      instance.leave();
    }
  }

  /** A version that is replaced at this very moment lets nobody in any more, but then the next one is there. */
  private ExecutorInstance enter() {
    while (true) {
      ExecutorInstance instance = current.orElseThrow(this::gone);
      if (instance.enter()) {
        return instance;
      }
      if (current.filter(still -> still == instance).isPresent()) {
        throw gone();
      }
    }
  }

  private WorkerException gone() {
    return new WorkerException(
        GONE, "the executor " + name + " was taken away with its plugin",
        "Enable or install its plugin again: see 'claude-worker plugins list'.");
  }
}
