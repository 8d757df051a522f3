package dev.claudeworker.faults.guest;

import dev.claudeworker.spi.ConfigSchema;
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
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Does what the prompt of a task says: {@code throw}, {@code hang}, {@code leak}, {@code exit} or {@code fill}, then a blank, the key
 * of the task, a blank, and the file of the history. The last two end the server at the first attempt, and work at the second.
 */
public final class BadGuest implements WorkerPlugin {

  /** The executor and the notifier. */
  public static final String NAME = "bad-guest";

  private static final List<Object> LEAKED = new ArrayList<>();
  private static final int LEAKED_BYTES = 500_000;

  @Override
  public List<ExecutorFactory> executorFactories() {
    return List.of(new Executors());
  }

  @Override
  public List<NotifierFactory> notifierFactories() {
    return List.of(new Notifiers());
  }

  private static final class Executors implements ExecutorFactory {

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
      return ConfigSchema.EMPTY;
    }

    @Override
    public TaskExecutor create(PluginConfig config, PluginContext context) {
      return new Executor();
    }
  }

  private static final class Executor implements TaskExecutor {

    @Override
    public AttemptOutcome execute(AttemptContext context) {
      String[] words = context.input().prompt().strip().split(" ");
      Path history = Path.of(words[2]);
      String attempt = context.attemptId().toString();
      note(history, "started\t" + words[1] + "\t" + attempt);
      switch (words[0]) {
        case "throw" -> throw new IllegalStateException("a guest that throws");
        case "hang" -> hang();
        case "leak" -> leak();
        default -> endServerOnce(words, history, attempt);
      }
      note(history, "ended\t" + words[1] + "\t" + attempt + "\t0");
      return new AttemptOutcome.Completed(new TaskResult(attempt, 0, JsonObject.EMPTY), Usage.NONE);
    }

    private static void endServerOnce(String[] words, Path history, String attempt) {
      try {
        Files.createFile(Path.of(history + "." + words[1] + "done"));
      } catch (IOException second) {
        return;
      }
      note(history, "ended\t" + words[1] + "\t" + attempt + "\t1");
      if (words[0].equals("exit")) {
        System.exit(5);
      }
      while (true) {
        LEAKED.add(new byte[LEAKED_BYTES]);
      }
    }

    /** Whoever interrupts it is not heard. */
    private static void hang() {
      while (true) {
        LockSupport.park();
        Thread.interrupted();
      }
    }

    private static void leak() {
      LEAKED.add(new byte[LEAKED_BYTES]);
      Thread.ofPlatform().start(Executor::hang);
    }

    private static void note(Path history, String line) {
      try {
        Files.writeString(history, line + "\n", StandardOpenOption.APPEND);
      } catch (IOException broken) {
        throw new UncheckedIOException(broken);
      }
    }
  }

  private static final class Notifiers implements NotifierFactory {

    @Override
    public String name() {
      return NAME;
    }

    @Override
    public ConfigSchema schema() {
      return ConfigSchema.EMPTY;
    }

    @Override
    public Notifier create(PluginConfig config, PluginContext context) {
      return new Silent();
    }
  }

  /** Throws, and every third time never returns. */
  private static final class Silent implements Notifier {

    private int calls;

    @Override
    public Delivery send(Notification notification) {
      if (++calls % 3 == 0) {
        Executor.hang();
      }
      throw new IllegalStateException("a notifier that throws");
    }
  }
}
