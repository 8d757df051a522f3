package dev.claudeworker.plugin.shell;

import dev.claudeworker.spi.executor.AttemptContext;
import dev.claudeworker.spi.executor.ChildProcess;
import dev.claudeworker.spi.task.Progress;
import dev.claudeworker.spi.task.Usage;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;

/**
 * Reads what a command prints. The log gets all of stdout as it comes and then all of stderr, so that reading everything
 * again gives the same log; the last action is the latest line.
 */
final class OutputFollower {

  private static final int CHUNK_BYTES = 64 * 1024;
  private static final int MAX_LAST_ACTION = 500;
  private static final int STDERR_TAIL_BYTES = 4 * 1024;

  private final AttemptContext context;
  private final int maxLineBytes;

  OutputFollower(AttemptContext context, int maxLineBytes) {
    this.context = context;
    this.maxLineBytes = maxLineBytes;
  }

  /** Reads stdout until the child has ended. Returns its end. */
  TextTail followStdout(ChildProcess child, int maxResultBytes) throws IOException {
    var tail = new TextTail(maxResultBytes);
    try (var stdout = child.stdout()) {
      read(stdout, tail, line -> {
        context.log().detail(line);
        progress(line);
      });
    }
    return tail;
  }

  /** Reads stderr. Returns its end. */
  TextTail readStderr(ChildProcess child) throws IOException {
    var tail = new TextTail(STDERR_TAIL_BYTES);
    try (var stderr = child.stderr()) {
      read(stderr, tail, line -> {
        context.log().detail("stderr: " + line);
        progress(line);
      });
    }
    return tail;
  }

  private void read(InputStream output, TextTail tail, Consumer<String> lines) throws IOException {
    var splitter = new LineSplitter(maxLineBytes, lines);
    var chunk = new byte[CHUNK_BYTES];
    for (int count = output.read(chunk); count >= 0; count = output.read(chunk)) {
      tail.add(chunk, 0, count);
      splitter.add(chunk, count);
    }
    splitter.end();
  }

  private void progress(String line) {
    if (!line.isBlank()) {
      context.progress(new Progress(visible(line), Usage.NONE));
    }
  }

  private static String visible(String line) {
    int end = Math.min(line.length(), MAX_LAST_ACTION);
    if (end < line.length() && Character.isHighSurrogate(line.charAt(end - 1))) {
      end--;
    }
    return line.substring(0, end).replaceAll("\\p{Cntrl}", " ").strip();
  }
}
