package dev.claudeworker.faults.soak.plugin;

import dev.claudeworker.spi.ConfigKey;
import dev.claudeworker.spi.ConfigSchema;
import dev.claudeworker.spi.ConfigType;
import dev.claudeworker.spi.PluginConfig;
import dev.claudeworker.spi.PluginContext;
import dev.claudeworker.spi.WorkerPlugin;
import dev.claudeworker.spi.executor.ExecutorFactory;
import dev.claudeworker.spi.executor.TaskExecutor;
import java.nio.file.Path;
import java.util.List;

/** The executor {@code stamp}: no process, one appended line for each attempt. */
public final class StampPlugin implements WorkerPlugin {

  /** Name of the executor. */
  public static final String NAME = "stamp";

  /** The variable of the server's environment that names the file. */
  public static final String FILE = "CLAUDE_WORKER_STAMPS";

  static final ConfigKey MILLIS =
      ConfigKey.withDefault("millis", ConfigType.INTEGER, "0", "How long an attempt takes.").between(0, 60_000);

  @Override
  public List<ExecutorFactory> executorFactories() {
    return List.of(new Factory());
  }

  /** Makes the executor. */
  static final class Factory implements ExecutorFactory {

    @Override
    public String name() {
      return NAME;
    }

    @Override
    public ConfigSchema schema() {
      return ConfigSchema.EMPTY;
    }

    @Override
    public ConfigSchema optionsSchema() {
      return ConfigSchema.of(MILLIS);
    }

    @Override
    public TaskExecutor create(PluginConfig config, PluginContext context) {
      return StampExecutor.writingTo(Path.of(context.serverEnvironment().get(FILE)), context.clock());
    }
  }
}
