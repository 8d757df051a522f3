package dev.claudeworker;

import dev.claudeworker.http.OptionsCheck;
import dev.claudeworker.plugins.ConfigProblem;
import dev.claudeworker.plugins.ConfigReader;
import dev.claudeworker.plugins.ConfigReading;
import dev.claudeworker.spi.ConfigSchema;
import dev.claudeworker.spi.ErrorCode;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.PluginConfig;
import dev.claudeworker.spi.WorkerException;
import dev.claudeworker.spi.executor.TaskExecutor;
import dev.claudeworker.worker.ExecutorCatalog;
import dev.claudeworker.worker.RegisteredExecutor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The executors of the plugins. Each is made when it is first needed, since most servers use one of many. */
final class PluginExecutors implements ExecutorCatalog, OptionsCheck, AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(PluginExecutors.class);
  private static final ErrorCode INVALID_OPTIONS = ErrorCode.user("invalid_executor_options");

  private final Map<String, Configured> configured = new LinkedHashMap<>();
  private final Map<String, RegisteredExecutor> made = new ConcurrentHashMap<>();
  private final Map<String, WorkerException> broken = new ConcurrentHashMap<>();
  private final ConfigReader reader;

  /**
   * An executor whose configuration is right.
   *
   * @param name its name
   * @param factory makes it
   * @param options the schema of its task options
   */
  record Configured(String name, Supplier<TaskExecutor> factory, ConfigSchema options) {}

  PluginExecutors(List<Configured> executors, ConfigReader reader) {
    executors.forEach(executor -> configured.put(executor.name(), executor));
    this.reader = reader;
  }

  @Override
  public Set<String> names() {
    var names = new TreeSet<>(configured.keySet());
    names.removeAll(broken.keySet());
    return names;
  }

  /**
   * Finds an executor and makes it if need be.
   *
   * @throws WorkerException that says why it cannot be made, the first time and ever after
   */
  @Override
  public Optional<RegisteredExecutor> find(String name) {
    Optional<Configured> known = Optional.ofNullable(configured.get(name));
    return known.map(executor -> made.computeIfAbsent(name, _ -> make(executor)));
  }

  @Override
  public Optional<List<ConfigProblem>> check(String executor, JsonObject options) {
    return Optional.ofNullable(configured.get(executor)).map(known -> read(known, options).problems());
  }

  private ConfigReading read(Configured executor, JsonObject options) {
    return reader.read(executor.options(), options, "executor_options of " + executor.name());
  }

  private RegisteredExecutor make(Configured executor) {
    Optional.ofNullable(broken.get(executor.name())).ifPresent(failed -> {
      throw failed;
    });
    try {
      return new Made(executor, executor.factory().get());
    } catch (WorkerException failed) {
      broken.put(executor.name(), failed);
      log.error("the executor {} cannot be used: {} {}", executor.name(), failed.getMessage(), failed.suggestion());
      throw failed;
    }
  }

  private final class Made implements RegisteredExecutor {

    private final Configured configured;
    private final TaskExecutor executor;

    private Made(Configured configured, TaskExecutor executor) {
      this.configured = configured;
      this.executor = executor;
    }

    @Override
    public String name() {
      return configured.name();
    }

    @Override
    public TaskExecutor executor() {
      return executor;
    }

    @Override
    public PluginConfig options(JsonObject given) {
      return read(configured, given).orThrow(INVALID_OPTIONS);
    }
  }

  /** Closes all executors that were made. */
  @Override
  public void close() {
    made.values().forEach(executor -> executor.executor().close());
    made.clear();
  }
}
