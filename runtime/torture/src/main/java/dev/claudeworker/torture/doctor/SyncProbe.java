package dev.claudeworker.torture.doctor;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How long the disk takes to write 4 KB and say that they are safe. */
final class SyncProbe {

  /** No disk that keeps its word over a power cut is that fast. */
  static final Duration TOO_FAST = Duration.ofNanos(20_000);

  private static final int BLOCK = 4096;
  private static final int WARM_UP = 5;
  private static final int MOST = 2_000;

  private SyncProbe() {}

  /**
   * Measures.
   *
   * @param folder where a file is made and left
   * @param time how long at most
   */
  static Latencies measure(Path folder, Duration time) throws IOException {
    List<Long> nanos = new ArrayList<>();
    long end = System.nanoTime() + time.toNanos();
    try (var file = FileChannel.open(
        folder.resolve("sync-probe"), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      for (int i = 0; i < MOST && (i <= WARM_UP || System.nanoTime() < end); i++) {
        long begun = System.nanoTime();
        file.write(ByteBuffer.allocate(BLOCK));
        file.force(false);
        if (i >= WARM_UP) {
          nanos.add(System.nanoTime() - begun);
        }
      }
    }
    return new Latencies(nanos);
  }
}
