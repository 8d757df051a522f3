package dev.claudeworker.plugin.shell;

import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Cuts output into lines for people. A line may have any length; only its beginning is kept. There may be any number of
 * lines; only the first ones are handed on, and of the rest just the latest is remembered.
 */
final class LineSplitter {

  private final byte[] line;
  private final int maxLines;
  private final Consumer<String> lines;
  private String last = "";
  private int handedOn;
  private int kept;
  private long left;

  LineSplitter(int maxLineBytes, int maxLines, Consumer<String> lines) {
    this.line = new byte[maxLineBytes];
    this.maxLines = maxLines;
    this.lines = lines;
  }

  void add(byte[] bytes, int length) {
    int start = handedOn < maxLines ? 0 : beforeLastLine(bytes, length);
    for (int i = start; i < length; i++) {
      if (bytes[i] == '\n') {
        keep(bytes, start, i - start);
        emit();
        start = i + 1;
      }
    }
    keep(bytes, start, length - start);
  }

  /** The latest whole line that is not blank. */
  String last() {
    return last;
  }

  /** The end of the output: what came after the last line break is a line too. */
  void end() {
    if (kept > 0 || left > 0) {
      emit();
    }
  }

  /** Where the last whole line of a piece begins; what is skipped would not be handed on. */
  private int beforeLastLine(byte[] bytes, int length) {
    int end = lastLineBreak(bytes, length - 1);
    int start = end < 0 ? 0 : lastLineBreak(bytes, end - 1) + 1;
    if (start > 0) {
      kept = 0;
      left = 0;
    }
    return start;
  }

  private static int lastLineBreak(byte[] bytes, int from) {
    int i = from;
    while (i >= 0 && bytes[i] != '\n') {
      i--;
    }
    return i;
  }

  private void keep(byte[] bytes, int offset, int length) {
    int count = Math.min(length, line.length - kept);
    System.arraycopy(bytes, offset, line, kept, count);
    kept += count;
    left += length - count;
  }

  private void emit() {
    int length = kept > 0 && line[kept - 1] == '\r' && left == 0 ? kept - 1 : kept;
    String text = new String(line, 0, length, StandardCharsets.UTF_8);
    if (handedOn < maxLines) {
      handedOn++;
      lines.accept(left == 0 ? text : text + " ... (" + left + " more bytes)");
    } else if (handedOn == maxLines) {
      handedOn++;
      lines.accept("... (there is more; see the raw output)");
    }
    if (!text.isBlank()) {
      last = text;
    }
    kept = 0;
    left = 0;
  }
}
