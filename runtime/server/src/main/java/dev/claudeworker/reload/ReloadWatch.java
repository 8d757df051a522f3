package dev.claudeworker.reload;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks for a new start once watched files have changed, stand still, and would start. What would not start is reported once, and the
 * server goes on with what it has.
 */
public final class ReloadWatch implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(ReloadWatch.class);

  /** Half-written files must not be taken up, so two looks so far apart have to agree. */
  private static final Duration INTERVAL = Duration.ofMillis(500);

  private final WatchedFiles files;
  private final Supplier<List<String>> problems;
  private final Runnable reload;
  private final Thread thread;

  private ReloadWatch(WatchedFiles files, Supplier<List<String>> problems, Runnable reload) {
    this.files = files;
    this.problems = problems;
    this.reload = reload;
    this.thread = Thread.ofVirtual().name("reload-watch").unstarted(this::watch);
  }

  /**
   * Begins to watch, on a thread of its own.
   *
   * @param files what to watch
   * @param problems why a server would not start now; empty if it would
   * @param reload asks for the new start; called at most once
   * @return the watch; closing it ends its thread
   */
  public static ReloadWatch start(WatchedFiles files, Supplier<List<String>> problems, Runnable reload) {
    var watch = new ReloadWatch(files, problems, reload);
    watch.thread.start();
    return watch;
  }

  private void watch() {
    try {
      var rule = new ReloadRule(files.look());
      while (true) {
        Thread.sleep(INTERVAL);
        if (rule.isSettledChange(files.look()) && wouldStart()) {
          log.info("configuration or program changed; starting again");
          reload.run();
          return;
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (IOException unreadable) {
      log.warn("changes of configuration and program are not noticed any more: {}", unreadable.toString());
    }
  }

  private boolean wouldStart() {
    List<String> wrong = problems.get();
    if (!wrong.isEmpty()) {
      log.warn("the configuration was changed but is wrong, so the server goes on with the one before: {}",
          String.join("; ", wrong));
    }
    return wrong.isEmpty();
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
