package dev.claudeworker.loop;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A chore that is done again and again on a virtual thread of its own: after the wait that the chore asked for, or at once
 * when woken. Starting and stopping are allowed in any order and any number of times; stop returns when the thread is gone.
 * The thread is never interrupted, because embedded databases close their files when a thread inside them is.
 */
public final class Loop {

  /** Wait until woken. */
  public static final Duration UNTIL_WOKEN = Duration.ofDays(365);

  private static final Logger log = LoggerFactory.getLogger(Loop.class);
  private static final Duration PAUSE_AFTER_ERROR = Duration.ofSeconds(1);

  /** One round of the chore. What it throws is logged, and it is tried again after a second. */
  @FunctionalInterface
  public interface Chore {

    /** Does it once and says how long to wait until the next time. */
    Duration round();
  }

  private final String name;
  private final Chore chore;

  /** Guards the fields below. Never held while the chore runs. */
  private final ReentrantLock lock = new ReentrantLock();

  private final Condition changed = lock.newCondition();
  private boolean woken;
  private boolean stopped;
  private @Nullable Thread thread;

  /** A loop that has not started. The name shows in logs and thread dumps. */
  public Loop(String name, Chore chore) {
    this.name = name;
    this.chore = chore;
  }

  /** Begins with a first round at once. Does nothing if it runs or was stopped. */
  public void start() {
    lock.lock();
    try {
      if (thread == null && !stopped) {
        thread = Thread.ofVirtual().name(name).start(this::run);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Asks for another round as soon as possible. Cheap, from any thread. */
  public void wake() {
    lock.lock();
    try {
      woken = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Ends after the running round and waits for that, unless called by the chore itself. */
  public void stop() {
    Thread running;
    lock.lock();
    try {
      stopped = true;
      changed.signalAll();
      running = thread;
    } finally {
      lock.unlock();
    }
    if (running != null && !running.equals(Thread.currentThread())) {
      Joining.join(running);
    }
  }

  private void run() {
    Duration wait = roundOrPause();
    while (awaitNextRound(wait)) {
      wait = roundOrPause();
    }
  }

  private Duration roundOrPause() {
    try {
      return chore.round();
    } catch (RuntimeException | Error e) {
      log.warn("{} failed and is tried again in {} s", name, PAUSE_AFTER_ERROR.toSeconds(), e);
      return PAUSE_AFTER_ERROR;
    }
  }

  private boolean awaitNextRound(Duration wait) {
    lock.lock();
    try {
      long left = TimeUnit.MILLISECONDS.toNanos(Math.min(wait.toMillis() + 1, UNTIL_WOKEN.toMillis()));
      while (!woken && !stopped && left > 0) {
        try {
          left = changed.awaitNanos(left);
        } catch (InterruptedException ignored) {
          // Nobody owns this thread but this class, which never interrupts it; plugins called by the chore might.
        }
      }
      woken = false;
      return !stopped;
    } finally {
      lock.unlock();
    }
  }
}
