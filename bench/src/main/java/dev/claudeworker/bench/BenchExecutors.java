package dev.claudeworker.bench;

import dev.claudeworker.plugins.ConfigReader;
import dev.claudeworker.plugins.PluginRegistry;
import dev.claudeworker.spi.ConfigSchema;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.PluginConfig;
import dev.claudeworker.spi.executor.TaskExecutor;
import dev.claudeworker.worker.ExecutorCatalog;
import dev.claudeworker.worker.RegisteredExecutor;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The executor that does nothing, and the one for commands from its plugin. */
record BenchExecutors(Map<String, RegisteredExecutor> executors) implements ExecutorCatalog {

  static BenchExecutors of(PluginRegistry registry, ConfigReader reader, BenchContext context) {
    var factory = registry.executorFactories().require("shell").factory();
    PluginConfig config = reader.read(factory.schema(), JsonObject.EMPTY, "bench").values();
    return new BenchExecutors(Map.of(
        NoopExecutor.NAME, new Entry(NoopExecutor.NAME, new NoopExecutor(), ConfigSchema.of(), reader),
        "shell", new Entry("shell", factory.create(config, context), factory.optionsSchema(), reader)));
  }

  @Override
  public Optional<RegisteredExecutor> find(String name) {
    return Optional.ofNullable(executors.get(name));
  }

  @Override
  public Set<String> names() {
    return executors.keySet();
  }

  private record Entry(String name, TaskExecutor executor, ConfigSchema schema, ConfigReader reader)
      implements RegisteredExecutor {

    @Override
    public PluginConfig options(JsonObject given) {
      return reader.read(schema, given, "executor_options").values();
    }
  }
}
