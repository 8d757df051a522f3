package dev.claudeworker.plugin.shell;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Keeps the last bytes of a stream of any length, and counts all. */
final class TextTail {

  private static final int FIRST_CAPACITY = 4096;

  private final int limit;
  private byte[] ring;
  private long total;

  TextTail(int limit) {
    this.limit = limit;
    this.ring = new byte[Math.min(limit, FIRST_CAPACITY)];
  }

  void add(byte[] bytes, int offset, int length) {
    grow(length);
    int skipped = Math.max(0, length - ring.length);
    int position = (int) ((total + skipped) % ring.length);
    int kept = length - skipped;
    int first = Math.min(kept, ring.length - position);
    System.arraycopy(bytes, offset + skipped, ring, position, first);
    System.arraycopy(bytes, offset + skipped + first, ring, 0, kept - first);
    total += length;
  }

  long totalBytes() {
    return total;
  }

  boolean shortened() {
    return total > limit;
  }

  /**
   * The kept bytes as text: from the first whole character, without the last line break. Bytes that are no UTF-8, and NUL,
   * which not every database can keep, become the replacement character.
   */
  String text() {
    byte[] bytes = bytes();
    int start = shortened() ? firstCharacter(bytes) : 0;
    String text = new String(bytes, start, bytes.length - start, StandardCharsets.UTF_8).replace('\0', '\ufffd');
    return text.endsWith("\r\n")
        ? text.substring(0, text.length() - 2)
        : text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
  }

  /** While nothing has been overwritten the ring is an array with the text at its start, so it can be copied as it is. */
  private void grow(int length) {
    long needed = Math.min(limit, total + length);
    if (needed > ring.length) {
      ring = Arrays.copyOf(ring, (int) Math.min(limit, Math.max(needed, 2L * ring.length)));
    }
  }

  private byte[] bytes() {
    if (total <= ring.length) {
      return Arrays.copyOf(ring, (int) total);
    }
    int start = (int) (total % ring.length);
    byte[] bytes = new byte[ring.length];
    System.arraycopy(ring, start, bytes, 0, ring.length - start);
    System.arraycopy(ring, 0, bytes, ring.length - start, start);
    return bytes;
  }

  private static int firstCharacter(byte[] bytes) {
    int start = 0;
    while (start < Math.min(3, bytes.length) && (bytes[start] & 0xC0) == 0x80) {
      start++;
    }
    return start;
  }
}
