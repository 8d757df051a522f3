package dev.claudeworker.process;

import java.time.Duration;

/** Samples the peak memory of a child: the kernel keeps the peak, so looking now and then misses only the last moments. */
final class MemoryMeter {

  private static final Duration BETWEEN_SAMPLES = Duration.ofSeconds(1);

  private final ProcessTable table;
  private final long shell;
  private long nextSampleNanos = System.nanoTime();
  private long peakBytes;

  MemoryMeter(ProcessTable table, long shell) {
    this.table = table;
    this.shell = shell;
  }

  void sample() {
    long now = System.nanoTime();
    if (now - nextSampleNanos < 0) {
      return;
    }
    nextSampleNanos = now + BETWEEN_SAMPLES.toNanos();
    table.firstChild(shell).ifPresent(child -> peakBytes = Math.max(peakBytes, table.peakMemoryBytes(child)));
  }

  long peakBytes() {
    return peakBytes;
  }
}
