package dev.claudeworker;

import dev.claudeworker.http.OptionsCheck;
import dev.claudeworker.plugins.ConfigProblem;
import dev.claudeworker.plugins.ConfigReader;
import dev.claudeworker.plugins.PluginUses;
import dev.claudeworker.spi.ConfigSchema;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.executor.TaskExecutor;
import dev.claudeworker.worker.ExecutorCatalog;
import dev.claudeworker.worker.RegisteredExecutor;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The executors of the plugins. Each is made when it is first needed, since most servers use one of many; they come and go
 * with their plugins.
 */
final class PluginExecutors implements ExecutorCatalog, OptionsCheck, AutoCloseable {

  private final Map<String, LiveExecutor> executors = new ConcurrentHashMap<>();
  private final ConfigReader reader;

  /**
   * An executor whose configuration is right.
   *
   * @param name its name
   * @param factory makes it
   * @param options the schema of its task options
   * @param uses keeps its plugin loaded
   */
  record Configured(String name, Supplier<TaskExecutor> factory, ConfigSchema options, PluginUses uses) {

    /** One that belongs to no plugin. */
    Configured(String name, Supplier<TaskExecutor> factory, ConfigSchema options) {
      this(name, factory, options, new PluginUses());
    }
  }

  PluginExecutors(List<Configured> executors, ConfigReader reader) {
    this.reader = reader;
    executors.forEach(this::add);
  }

  /** Takes an executor in; calls that are in an earlier one of its name end there. */
  void add(Configured executor) {
    executors.computeIfAbsent(executor.name(), name -> new LiveExecutor(name, reader))
        .becomes(new ExecutorInstance(executor));
  }

  /** Lets an executor go; calls that are in it end there. */
  void remove(String name) {
    Optional.ofNullable(executors.get(name)).ifPresent(LiveExecutor::ends);
  }

  @Override
  public Set<String> names() {
    var names = new TreeSet<String>();
    executors.forEach((name, live) -> live.current().filter(now -> !now.isBroken()).ifPresent(_ -> names.add(name)));
    return names;
  }

  /**
   * Finds an executor and makes it if need be.
   *
   * @throws dev.claudeworker.spi.WorkerException that says why it cannot be made, the first time and ever after
   */
  @Override
  public Optional<RegisteredExecutor> find(String name) {
    Optional<LiveExecutor> live = Optional.ofNullable(executors.get(name));
    Optional<ExecutorInstance> now = live.flatMap(LiveExecutor::current);
    now.ifPresent(ExecutorInstance::executor);
    return now.isPresent() ? live.map(Function.identity()) : Optional.empty();
  }

  @Override
  public Optional<List<ConfigProblem>> check(String executor, JsonObject options) {
    return Optional.ofNullable(executors.get(executor))
        .filter(live -> live.current().isPresent())
        .map(live -> live.read(options).problems());
  }

  /** Closes all executors. */
  @Override
  public void close() {
    executors.values().forEach(LiveExecutor::close);
    executors.clear();
  }
}
