package dev.claudeworker.process;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Samples the peak memory of a child. The kernel keeps the peak of a process only as long as it lives, and its parent, the
 * shell, cannot tell it afterwards, so what counts is how long before the end the last look was: an eighth of the child's age
 * at most, but neither less than a poll nor more than a second. What a child grows by in that last stretch is not seen.
 */
final class MemoryMeter {

  private static final int SHARE_OF_AGE = 8;
  private static final long SHORTEST_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
  private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final ProcessTable table;
  private final long shell;
  private final LongSupplier ticker;
  private final long start;
  private long nextSample;
  private Optional<Long> child = Optional.empty();
  private long peakBytes;

  MemoryMeter(ProcessTable table, long shell) {
    this(table, shell, System::nanoTime);
  }

  MemoryMeter(ProcessTable table, long shell, LongSupplier ticker) {
    this.table = table;
    this.shell = shell;
    this.ticker = ticker;
    this.start = ticker.getAsLong();
    this.nextSample = start;
  }

  /** Looks if it is time to. */
  void sample() {
    long now = ticker.getAsLong();
    if (now - nextSample < 0) {
      return;
    }
    nextSample = now + Math.clamp((now - start) / SHARE_OF_AGE, SHORTEST_NANOS, LONGEST_NANOS);
    child = child.or(() -> table.firstChild(shell));
    child.ifPresent(pid -> peakBytes = Math.max(peakBytes, table.peakMemoryBytes(pid)));
  }

  long peakBytes() {
    return peakBytes;
  }
}
