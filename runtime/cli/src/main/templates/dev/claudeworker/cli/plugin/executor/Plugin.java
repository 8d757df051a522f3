package {{package}};

import dev.claudeworker.spi.ConfigKey;
import dev.claudeworker.spi.ConfigSchema;
import dev.claudeworker.spi.ConfigType;
import dev.claudeworker.spi.PluginConfig;
import dev.claudeworker.spi.PluginContext;
import dev.claudeworker.spi.WorkerPlugin;
import dev.claudeworker.spi.executor.ExecutorFactory;
import dev.claudeworker.spi.executor.TaskExecutor;
import java.util.List;

/** What the plugin offers: one executor. */
public final class {{class}}Plugin implements WorkerPlugin {

  @Override
  public List<ExecutorFactory> executorFactories() {
    return List.of(new Factory());
  }

  private static final class Factory implements ExecutorFactory {

    @Override
    public String name() {
      return "{{name}}";
    }

    /** The keys of the section plugins.{{name}} of the configuration. */
    @Override
    public ConfigSchema schema() {
      return ConfigSchema.of(ConfigKey.withDefault("shell", ConfigType.TEXT, "/bin/sh", "What runs the scripts."));
    }

    /** The keys that a task may give with -O. */
    @Override
    public ConfigSchema optionsSchema() {
      return ConfigSchema.EMPTY;
    }

    @Override
    public TaskExecutor create(PluginConfig config, PluginContext context) {
      return new {{class}}Executor(config.text("shell").orElse("/bin/sh"));
    }
  }
}
