package dev.claudeworker.plugins;

import dev.claudeworker.spi.WorkerException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bounds what a plugin does at its start and stop, where nobody could go on before it is done. On a thread of its own, which is
 * interrupted when its time is up and left behind if it does not care.
 *
 * @param limit the bound, {@code plugins.start_timeout}
 */
record TimeLimit(Duration limit) {

  private static final Logger log = LoggerFactory.getLogger(TimeLimit.class);

  /**
   * Waits for work.
   *
   * @param plugin the plugin's name
   * @param asked what it does, for example {@code to start}
   * @param work the work
   * @param late takes the result of work that was given up and ended all the same
   * @return the result
   * @throws WorkerException if it takes too long, or what the work threw
   */
  <T> T call(String plugin, String asked, Callable<T> work, Consumer<T> late) {
    var abandoned = new Abandoned();
    var task = new FutureTask<>(() -> {
      T result = work.call();
      if (abandoned.endedLate()) {
        late.accept(result);
      }
      return result;
    });
    Thread thread = Thread.ofPlatform().name("plugin-" + plugin).daemon().start(task);
    try {
      return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof Error error && !(error instanceof LinkageError)) {
        throw error;
      }
      throw PluginFailures.of(plugin, asked, causeOf(failed));
    } catch (TimeoutException | InterruptedException tooLong) {
      if (!abandoned.giveUp()) {
        // It ended at the very last moment.
        return resultOf(task, plugin, asked);
      }
      thread.interrupt();
      if (tooLong instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      throw overdue(plugin, asked);
    }
  }

  private static <T> T resultOf(FutureTask<T> task, String plugin, String asked) {
    try {
      return task.get();
    } catch (ExecutionException failed) {
      throw PluginFailures.of(plugin, asked, causeOf(failed));
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw PluginFailures.of(plugin, asked, stopping);
    }
  }

  private static Throwable causeOf(ExecutionException failed) {
    return failed.getCause() instanceof Throwable cause ? cause : failed;
  }

  /** The same for work without a result that may fail: a plugin that does not stop is left behind. */
  void run(String plugin, String asked, Runnable work) {
    try {
      call(plugin, asked, () -> {
        work.run();
        return Boolean.TRUE;
      }, late -> {
      });
    } catch (WorkerException broken) {
      log.warn("{} {}", broken.getMessage(), broken.suggestion(), broken);
    }
  }

  private WorkerException overdue(String plugin, String asked) {
    return new WorkerException(
        PluginErrors.OVERDUE,
        "the plugin %s was asked %s and was not done within %s ms".formatted(plugin, asked, limit.toMillis()),
        "If it needs longer, raise plugins.start_timeout and restart the server; else report it to the plugin's author.");
  }

  /** Settles between two threads who takes the result. */
  private static final class Abandoned {

    private boolean ended;
    private boolean givenUp;

    synchronized boolean giveUp() {
      givenUp = !ended;
      return givenUp;
    }

    synchronized boolean endedLate() {
      ended = true;
      return givenUp;
    }
  }
}
