package dev.claudeworker.plugins;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows every call that is in a plugin now, and reports and interrupts what takes too long. A call leaves a stamp when it
 * enters and takes it away when it returns; nothing else happens on its thread. Safe for use from any thread.
 */
public final class CallWatch {

  private static final Logger log = LoggerFactory.getLogger(CallWatch.class);

  private final LongSupplier nanos;
  private final long limitNanos;
  private final Set<CallStamp> calls = ConcurrentHashMap.newKeySet();

  /**
   * Creates a watch.
   *
   * @param limit how long a call may take
   * @param nanos a monotonic clock in nanoseconds
   */
  public CallWatch(Duration limit, LongSupplier nanos) {
    this.limitNanos = limit.toNanos();
    this.nanos = nanos;
  }

  /** A call begins on this thread. */
  CallStamp enter(String plugin, String asked, boolean interruptible) {
    var stamp = new CallStamp(plugin, asked, Thread.currentThread(), nanos.getAsLong(), interruptible);
    calls.add(stamp);
    return stamp;
  }

  /** The call ends; true if it was interrupted because it took too long. */
  boolean leave(CallStamp stamp) {
    calls.remove(stamp);
    return stamp.end();
  }

  /** How long calls may take. */
  Duration limit() {
    return Duration.ofNanos(limitNanos);
  }

  /** Looks at all calls; each that is overdue is reported once, and interrupted if that is safe. */
  void look() {
    long now = nanos.getAsLong();
    for (CallStamp call : calls) {
      if (now - call.beganNanos() > limitNanos && call.reportOnce()) {
        boolean interrupted = call.interrupt();
        log.warn(
            "The plugin {} was asked {} and has not answered within {} (plugins.call_limit).{} It is at:{}",
            call.plugin(), call.asked(), limit(), interrupted ? " It is interrupted." : "", call.place());
      }
    }
  }
}
