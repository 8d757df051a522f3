package dev.claudeworker.attempt;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads an attempt's log by byte offset. */
public final class AttemptLogReader {

  private AttemptLogReader() {}

  /**
   * Reads whole lines from an offset; a torn last line is left for the next call.
   *
   * @param log the log file; an absent one is empty
   * @param level what to show
   * @param offset where to start: 0, or where an earlier page ended
   * @param maxBytes how much of the file to look at, at least as much as the longest line
   */
  public static AttemptLogPage read(Path log, LogLevel level, long offset, int maxBytes) throws IOException {
    byte[] bytes = bytes(log, offset, maxBytes);
    int end = lastLineBreak(bytes) + 1;
    List<AttemptLogLine> lines = new ArrayList<>();
    new String(bytes, 0, end, StandardCharsets.UTF_8)
        .lines()
        .flatMap(line -> AttemptLogFormat.parse(line).stream())
        .filter(line -> level == LogLevel.DETAILED || line.level() == LogLevel.SUMMARY)
        .forEach(lines::add);
    return new AttemptLogPage(lines, offset + end);
  }

  private static byte[] bytes(Path log, long offset, int maxBytes) throws IOException {
    try (var channel = FileChannel.open(log, StandardOpenOption.READ)) {
      long available = Math.max(0, channel.size() - offset);
      var buffer = ByteBuffer.allocate((int) Math.min(available, maxBytes));
      long position = offset;
      while (buffer.hasRemaining()) {
        int read = channel.read(buffer, position);
        if (read < 0) {
          break;
        }
        position += read;
      }
      return Arrays.copyOf(buffer.array(), buffer.position());
    } catch (NoSuchFileException absent) {
      return new byte[0];
    }
  }

  private static int lastLineBreak(byte[] bytes) {
    int i = bytes.length - 1;
    while (i >= 0 && bytes[i] != '\n') {
      i--;
    }
    return i;
  }
}
