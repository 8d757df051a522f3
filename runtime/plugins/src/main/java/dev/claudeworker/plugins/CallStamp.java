package dev.claudeworker.plugins;

import java.util.Arrays;
import java.util.stream.Collectors;

/** One call into a plugin. Compared by identity. */
final class CallStamp {

  private static final int SHOWN_FRAMES = 8;

  private final String plugin;
  private final String asked;
  private final Thread thread;
  private final long beganNanos;
  private final boolean interruptible;

  // Guarded by this: a thread must not be interrupted for a call that it has left.
  private boolean ended;
  private boolean reported;
  private boolean interrupted;

  CallStamp(String plugin, String asked, Thread thread, long beganNanos, boolean interruptible) {
    this.plugin = plugin;
    this.asked = asked;
    this.thread = thread;
    this.beganNanos = beganNanos;
    this.interruptible = interruptible;
  }

  String plugin() {
    return plugin;
  }

  String asked() {
    return asked;
  }

  long beganNanos() {
    return beganNanos;
  }

  synchronized boolean reportOnce() {
    boolean first = !ended && !reported;
    reported = true;
    return first;
  }

  synchronized boolean interrupt() {
    if (ended || !interruptible) {
      return false;
    }
    interrupted = true;
    thread.interrupt();
    return true;
  }

  /** Ends the call on its own thread; true if it was interrupted, in which case the thread's flag is cleared. */
  synchronized boolean end() {
    ended = true;
    return interrupted && (Thread.interrupted() || interrupted);
  }

  /** Where the thread is. */
  String place() {
    return Arrays.stream(thread.getStackTrace())
        .limit(SHOWN_FRAMES)
        .map(frame -> "\n  " + frame)
        .collect(Collectors.joining());
  }
}
