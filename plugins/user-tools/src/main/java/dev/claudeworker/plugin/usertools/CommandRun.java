package dev.claudeworker.plugin.usertools;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * What a run of a command brought.
 *
 * @param exitCode its exit code; without meaning if it was ended
 * @param output what it wrote to standard output
 * @param errors what it wrote to standard error
 * @param truncated whether it wrote more than was taken
 * @param timedOut whether it was ended because it took too long
 */
record CommandRun(int exitCode, String output, String errors, boolean truncated, boolean timedOut) {

  private static final Duration GRACE = Duration.ofSeconds(2);

  static CommandRun of(
      List<String> command,
      String stdin,
      Map<String, String> environment,
      Optional<Path> directory,
      Duration timeout,
      long maxBytes)
      throws IOException, InterruptedException {
    var builder = new ProcessBuilder(command);
    directory.map(Path::toFile).ifPresent(builder::directory);
    builder.environment().clear();
    builder.environment().putAll(environment);
    Process process = builder.start();
    try {
      var output = new Collector(process.getInputStream(), maxBytes);
      var errors = new Collector(process.getErrorStream(), maxBytes);
      feed(process, stdin);
      boolean ended = process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS);
      if (!ended) {
        end(process);
      }
      return new CommandRun(ended ? process.exitValue() : -1, output.text(), errors.text(), output.truncated(), !ended);
    } finally {
      end(process);
    }
  }

  /** On a thread of its own: a program that does not read must not hold the call. */
  private static void feed(Process process, String stdin) {
    Thread.ofVirtual().name("tool-stdin").start(() -> {
      try (OutputStream in = process.getOutputStream()) {
        in.write(stdin.getBytes(StandardCharsets.UTF_8));
      } catch (IOException doesNotRead) {
        // Its own affair: not every program reads.
        return;
      }
    });
  }

  /** It and whatever it started; those that left it are not found. */
  private static void end(Process process) throws InterruptedException {
    List<ProcessHandle> all = process.descendants().toList();
    process.destroyForcibly();
    all.forEach(ProcessHandle::destroyForcibly);
    process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Takes a stream in as long as there is room, and reads on so that the program can end. */
  private static final class Collector {

    private static final int PIECE = 8_192;

    private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
    private final long most;
    private final Thread reader;
    private volatile boolean truncated;

    Collector(InputStream in, long most) {
      this.most = most;
      this.reader = Thread.ofVirtual().name("tool-output").start(() -> read(in));
    }

    private void read(InputStream in) {
      byte[] piece = new byte[PIECE];
      try (in) {
        for (int length = in.read(piece); length >= 0; length = in.read(piece)) {
          int room = (int) Math.min(length, most - taken.size());
          taken.write(piece, 0, room);
          truncated |= room < length;
        }
      } catch (IOException ended) {
        // The program was ended; what came before counts.
        return;
      }
    }

    /** Everything, once the stream has ended; a grandchild that holds it open is not waited for. */
    String text() throws InterruptedException {
      reader.join(GRACE);
      return taken.toString(StandardCharsets.UTF_8);
    }

    boolean truncated() {
      return truncated;
    }
  }
}
