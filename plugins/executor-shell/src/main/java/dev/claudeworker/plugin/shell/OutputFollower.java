package dev.claudeworker.plugin.shell;

import dev.claudeworker.spi.executor.AttemptContext;
import dev.claudeworker.spi.executor.ChildProcess;
import dev.claudeworker.spi.task.Progress;
import dev.claudeworker.spi.task.Usage;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * Reads what a command prints. The log gets all of stdout as it comes and then all of stderr, so that reading everything
 * again gives the same log; the last action is the latest line.
 */
final class OutputFollower {

  private static final int CHUNK_BYTES = 16 * 1024;
  private static final int STDERR_TAIL_BYTES = 4 * 1024;

  private final AttemptContext context;
  private final ShellConfig config;

  OutputFollower(AttemptContext context, ShellConfig config) {
    this.context = context;
    this.config = config;
  }

  /** Hears of what is read. */
  interface LineWatch {

    /** A line, or the beginning of a long one. */
    void line(String line) throws InterruptedException;

    /** The end of the whole output. */
    void end(String output) throws InterruptedException;
  }

  /** Reads stdout until the child has ended. Returns its end. */
  TextTail followStdout(ChildProcess child, int maxResultBytes) throws IOException {
    try (var stdout = child.stdout()) {
      return read(stdout, "", maxResultBytes);
    }
  }

  /** The same, and tells lines as they come. */
  TextTail followStdout(ChildProcess child, int maxResultBytes, LineWatch watch)
      throws IOException, InterruptedException {
    var interruption = new AtomicReference<InterruptedException>();
    try (var stdout = child.stdout()) {
      TextTail tail = read(stdout, line -> {
        context.log().detail(line);
        if (interruption.get() == null) {
          tell(watch, line, interruption);
        }
      }, maxResultBytes);
      if (interruption.get() != null) {
        throw interruption.get();
      }
      watch.end(tail.text());
      return tail;
    }
  }

  /** The reading notices the flag and ends. */
  private static void tell(LineWatch watch, String line, AtomicReference<InterruptedException> interruption) {
    try {
      watch.line(line);
    } catch (InterruptedException ending) {
      interruption.set(ending);
      Thread.currentThread().interrupt();
    }
  }

  /** Reads stderr until the child has ended. Returns its end. */
  TextTail readStderr(ChildProcess child) throws IOException {
    try (var stderr = child.stderr()) {
      return read(stderr, "stderr: ", STDERR_TAIL_BYTES);
    }
  }

  private TextTail read(InputStream output, String prefix, int tailBytes) throws IOException {
    return read(output, line -> context.log().detail(prefix + line), tailBytes);
  }

  private TextTail read(InputStream output, Consumer<String> toLog, int tailBytes) throws IOException {
    var tail = new TextTail(tailBytes);
    var lines = new LineSplitter(config.maxLineBytes(), config.maxLines(), toLog);
    var chunk = new byte[CHUNK_BYTES];
    for (int count = output.read(chunk); count >= 0; count = output.read(chunk)) {
      tail.add(chunk, 0, count);
      lines.add(chunk, count);
      progress(lines.last());
    }
    lines.end();
    progress(lines.last());
    return tail;
  }

  private void progress(String line) {
    if (!line.isBlank()) {
      context.progress(new Progress(OneLine.of(line, OneLine.LAST_ACTION_LENGTH), Usage.NONE));
    }
  }
}
