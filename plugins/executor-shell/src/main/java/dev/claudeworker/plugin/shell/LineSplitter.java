package dev.claudeworker.plugin.shell;

import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Cuts output into lines for people. A line may have any length; only its beginning is kept. */
final class LineSplitter {

  private final byte[] line;
  private final Consumer<String> lines;
  private String last = "";
  private int kept;
  private long left;

  LineSplitter(int maxLineBytes, Consumer<String> lines) {
    this.line = new byte[maxLineBytes];
    this.lines = lines;
  }

  void add(byte[] bytes, int length) {
    int start = 0;
    for (int i = 0; i < length; i++) {
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

  private void keep(byte[] bytes, int offset, int length) {
    int count = Math.min(length, line.length - kept);
    System.arraycopy(bytes, offset, line, kept, count);
    kept += count;
    left += length - count;
  }

  private void emit() {
    int length = kept > 0 && line[kept - 1] == '\r' && left == 0 ? kept - 1 : kept;
    String text = new String(line, 0, length, StandardCharsets.UTF_8);
    lines.accept(left == 0 ? text : text + " ... (" + left + " more bytes)");
    if (!text.isBlank()) {
      last = text;
    }
    kept = 0;
    left = 0;
  }
}
