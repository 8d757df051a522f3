package example.greeting;

import dev.claudeworker.spi.ConfigSchema;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.PluginConfig;
import dev.claudeworker.spi.PluginContext;
import dev.claudeworker.spi.WorkerPlugin;
import dev.claudeworker.spi.executor.AttemptContext;
import dev.claudeworker.spi.executor.ExecutorFactory;
import dev.claudeworker.spi.executor.TaskExecutor;
import dev.claudeworker.spi.task.AttemptOutcome;
import dev.claudeworker.spi.task.TaskResult;
import dev.claudeworker.spi.task.Usage;
import java.util.List;

/** An executor that greets whom the prompt names. */
public final class GreetingPlugin implements WorkerPlugin {

  @Override
  public List<ExecutorFactory> executorFactories() {
    return List.of(new Factory());
  }

  private static final class Factory implements ExecutorFactory {

    @Override
    public String name() {
      return "greeting";
    }

    @Override
    public ConfigSchema schema() {
      return ConfigSchema.EMPTY;
    }

    @Override
    public ConfigSchema optionsSchema() {
      return ConfigSchema.EMPTY;
    }

    @Override
    public TaskExecutor create(PluginConfig config, PluginContext context) {
      return new Greeting();
    }
  }

  /** Needs no process of its own: the work is done when the method returns. */
  private static final class Greeting implements TaskExecutor {

    @Override
    public AttemptOutcome execute(AttemptContext context) {
      String prompt = context.input().prompt();
      return new AttemptOutcome.Completed(new TaskResult("Hello, " + prompt.strip() + "!", 0, JsonObject.EMPTY), Usage.NONE);
    }
  }
}
