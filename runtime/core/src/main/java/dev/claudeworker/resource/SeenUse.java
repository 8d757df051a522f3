package dev.claudeworker.resource;

import dev.claudeworker.spi.task.Usage;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** What the last attempts were seen to use. Safe for use from any thread. */
public final class SeenUse {

  /** So many attempts are remembered. */
  static final int REMEMBERED = 50;

  /** As long as fewer were seen, a task is also taken to use what the settings say. */
  static final int ENOUGH = 5;

  /** Of the real program: it needs so much processor time before it does anything, measured. */
  private static final double START_SECONDS = 0.5;

  private static final double LEAST_START_SECONDS = 0.001;
  private static final double USUAL_PROCESSORS = 0.5;
  private static final double LEAST_PROCESSORS = 0.02;
  private static final long LEAST_MEMORY = 1L << 20;
  private static final double NANOS_PER_SECOND = 1e9;

  private record Seen(long memoryBytes, double processorSeconds, double seconds) {}

  private final long usualMemoryBytes;

  /** The youngest last. Guarded by this object's monitor. */
  private final Deque<Seen> last = new ArrayDeque<>();

  /** Nothing seen yet. */
  public SeenUse(long usualMemoryBytes) {
    this.usualMemoryBytes = usualMemoryBytes;
  }

  /** An attempt has ended. One that never had a child says nothing. */
  public synchronized void add(Usage usage, Duration ran) {
    if (usage.peakMemoryBytes() <= 0 || !ran.isPositive()) {
      return;
    }
    last.addLast(new Seen(usage.peakMemoryBytes(), seconds(usage.cpuTime()), seconds(ran)));
    if (last.size() > REMEMBERED) {
      last.removeFirst();
    }
  }

  /** What the next one will probably use: more memory than nine of ten did, and as much processor time as all on average. */
  public synchronized TaskUse next() {
    long[] peaks = last.stream().mapToLong(Seen::memoryBytes).sorted().toArray();
    long usual = peaks.length < ENOUGH ? usualMemoryBytes : LEAST_MEMORY;
    long seen = peaks.length == 0 ? 0 : peaks[Math.min(peaks.length - 1, peaks.length * 9 / 10)];
    if (peaks.length < ENOUGH) {
      return new TaskUse(Math.max(usual, seen), USUAL_PROCESSORS, duration(START_SECONDS));
    }
    double processors = last.stream().mapToDouble(Seen::processorSeconds).sum()
        / last.stream().mapToDouble(Seen::seconds).sum();
    double start =
        last.stream().mapToDouble(one -> Math.min(START_SECONDS, one.processorSeconds())).sum() / last.size();
    return new TaskUse(Math.max(usual, seen), Math.max(LEAST_PROCESSORS, processors),
        duration(Math.max(LEAST_START_SECONDS, start)));
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / NANOS_PER_SECOND;
  }

  private static Duration duration(double seconds) {
    return Duration.ofNanos(Math.round(seconds * NANOS_PER_SECOND));
  }
}
