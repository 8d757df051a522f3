package dev.claudeworker.plugin.echo;

import dev.claudeworker.spi.ConfigKey;
import dev.claudeworker.spi.ConfigSchema;
import dev.claudeworker.spi.ConfigType;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.PluginConfig;
import dev.claudeworker.spi.PluginContext;
import dev.claudeworker.spi.WorkerPlugin;
import dev.claudeworker.spi.executor.AttemptContext;
import dev.claudeworker.spi.executor.ExecutorFactory;
import dev.claudeworker.spi.executor.TaskExecutor;
import dev.claudeworker.spi.notify.Delivery;
import dev.claudeworker.spi.notify.Notification;
import dev.claudeworker.spi.notify.Notifier;
import dev.claudeworker.spi.notify.NotifierFactory;
import dev.claudeworker.spi.task.AttemptOutcome;
import dev.claudeworker.spi.task.TaskResult;
import dev.claudeworker.spi.task.Usage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * An executor that answers with its version; told "hold FILE" it waits until there is such a file. And a notifier that writes
 * its version and what it is told into the file {@code told} of the home.
 */
public final class EchoPlugin implements WorkerPlugin {

  @Override
  public List<ExecutorFactory> executorFactories() {
    return List.of(new EchoFactory());
  }

  @Override
  public List<NotifierFactory> notifierFactories() {
    return List.of(new EchoNotifierFactory());
  }

  private record EchoNotifierFactory() implements NotifierFactory {

    @Override
    public String name() {
      return "echo";
    }

    @Override
    public ConfigSchema schema() {
      return ConfigSchema.EMPTY;
    }

    @Override
    public Notifier create(PluginConfig config, PluginContext context) {
      return new EchoNotifier(context.homeDirectory().resolve("told"));
    }
  }

  private record EchoNotifier(Path file) implements Notifier {

    @Override
    public Delivery send(Notification notification) {
      try {
        Files.writeString(
            file, version() + " " + notification.event().type() + "\n", StandardOpenOption.CREATE,
            StandardOpenOption.APPEND);
        return new Delivery.Delivered("written");
      } catch (IOException unwritable) {
        throw new UncheckedIOException(unwritable);
      }
    }
  }

  private record EchoFactory() implements ExecutorFactory {

    @Override
    public String name() {
      return "echo";
    }

    @Override
    public ConfigSchema schema() {
      return ConfigSchema.of(
          ConfigKey.withDefault("greeting", ConfigType.TEXT, "this is", "What it says first."),
          ConfigKey.optional("token", ConfigType.TEXT, "A secret.").asSecret());
    }

    @Override
    public ConfigSchema optionsSchema() {
      return ConfigSchema.EMPTY;
    }

    @Override
    public TaskExecutor create(PluginConfig config, PluginContext context) {
      return new EchoExecutor(config.text("greeting").orElse(""));
    }
  }

  private record EchoExecutor(String greeting) implements TaskExecutor {

    @Override
    public AttemptOutcome execute(AttemptContext context) throws InterruptedException {
      String prompt = context.input().prompt();
      while (prompt.startsWith("hold ") && !Files.exists(Path.of(prompt.substring(5)))) {
        Thread.sleep(10);
      }
      return new AttemptOutcome.Completed(new TaskResult(greeting + " " + version(), 0, JsonObject.EMPTY), Usage.NONE);
    }
  }

  private static String version() {
    try (InputStream in = EchoPlugin.class.getResourceAsStream("/version.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
