package dev.claudeworker.plugin.claudecli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The end of the program's error output, in memory of a fixed size. */
final class StderrTail {

  private static final int MAX_BYTES = 4096;

  private StderrTail() {}

  static String read(InputStream stderr) throws IOException {
    byte[] ring = new byte[MAX_BYTES];
    long total = 0;
    byte[] block = new byte[MAX_BYTES];
    for (int count = stderr.read(block); count >= 0; count = stderr.read(block)) {
      for (int i = 0; i < count; i++) {
        ring[(int) (total++ % MAX_BYTES)] = block[i];
      }
    }
    if (total <= MAX_BYTES) {
      return new String(ring, 0, (int) total, StandardCharsets.UTF_8).strip();
    }
    int start = (int) (total % MAX_BYTES);
    byte[] ordered = Arrays.copyOf(Arrays.copyOfRange(ring, start, MAX_BYTES), MAX_BYTES);
    System.arraycopy(ring, 0, ordered, MAX_BYTES - start, start);
    return "…" + new String(ordered, StandardCharsets.UTF_8).strip();
  }
}
