package dev.claudeworker.plugins;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at something again and again on a thread of its own. */
final class PeriodicLook implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(PeriodicLook.class);

  private final Duration interval;
  private final Runnable look;
  private final Thread thread;

  private PeriodicLook(String name, Duration interval, Runnable look) {
    this.interval = interval;
    this.look = look;
    this.thread = Thread.ofVirtual().name(name).unstarted(this::run);
  }

  static PeriodicLook start(String name, Duration interval, Runnable look) {
    var started = new PeriodicLook(name, interval, look);
    started.thread.start();
    return started;
  }

  private void run() {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        Thread.sleep(interval);
        look.run();
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
