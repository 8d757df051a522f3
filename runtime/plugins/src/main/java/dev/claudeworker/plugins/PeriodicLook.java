package dev.claudeworker.plugins;

import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at something again and again on a thread of its own. */
final class PeriodicLook implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(PeriodicLook.class);

  private final Supplier<Duration> look;
  private final Thread thread;

  /** Until the next look; of the thread alone. */
  private Duration pause;

  private PeriodicLook(String name, Duration first, Supplier<Duration> look) {
    this.pause = first;
    this.look = look;
    this.thread = Thread.ofVirtual().name(name).unstarted(this::run);
  }

  /** Starts one; each look says how long to wait for the next. */
  static PeriodicLook start(String name, Duration first, Supplier<Duration> look) {
    var started = new PeriodicLook(name, first, look);
    started.thread.start();
    return started;
  }

  private void run() {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        Thread.sleep(pause);
        pause = look.get();
      } catch (InterruptedException stopping) {
        return;
      } catch (RuntimeException failed) {
        log.error("{} failed once and goes on", thread.getName(), failed);
      }
    }
  }

  /** Ends it; a look that has begun is waited for. Closing twice is allowed. */
  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }
}
