package dev.claudeworker.plugin.claudecli.testing;

import dev.claudeworker.spi.executor.ChildExit;
import dev.claudeworker.spi.executor.ChildProcess;
import dev.claudeworker.spi.executor.EndCause;
import dev.claudeworker.spi.executor.ProcessSpec;
import dev.claudeworker.spi.executor.ProcessStartException;
import dev.claudeworker.spi.executor.ProcessStartException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A real child process with files for its streams, as the runtime offers it, but simpler: it does not outlive the tests.
 * Ends what carries the attempt's token when the child is over.
 */
public final class TestChild implements ChildProcess, AutoCloseable {

  private static final Duration GRACE = Duration.ofSeconds(5);

  private final Process process;
  private final Path directory;
  private final String token;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final List<EndCause> causes = new ArrayList<>();
  private volatile int stragglers;
  private volatile Optional<IOException> stdoutTrouble = Optional.empty();

  private TestChild(Process process, Path directory, String token) {
    this.process = process;
    this.directory = directory;
    this.token = token;
  }

  static TestChild start(ProcessSpec spec, Path directory, String token) throws ProcessStartException {
    String program = spec.command().getFirst();
    Path found = Path.of(program);
    if (!Files.exists(found)) {
      throw new ProcessStartException(Reason.PROGRAM_NOT_FOUND, "There is no program '" + program + "'.");
    }
    if (!Files.isExecutable(found)) {
      throw new ProcessStartException(Reason.PROGRAM_NOT_EXECUTABLE, "'" + program + "' may not be executed.");
    }
    if (!Files.isDirectory(spec.workingDirectory())) {
      throw new ProcessStartException(Reason.BAD_DIRECTORY, spec.workingDirectory() + " is not a directory.");
    }
    try {
      return launch(spec, directory, token);
    } catch (IOException e) {
      throw new ProcessStartException(Reason.OTHER, String.valueOf(e.getMessage()));
    }
  }

  private static TestChild launch(ProcessSpec spec, Path directory, String token) throws IOException {
    Files.writeString(directory.resolve("stdin"), spec.stdin(), StandardCharsets.UTF_8);
    ProcessBuilder builder = new ProcessBuilder(spec.command())
        .directory(spec.workingDirectory().toFile())
        .redirectInput(directory.resolve("stdin").toFile())
        .redirectOutput(Files.createFile(directory.resolve("stdout")).toFile())
        .redirectError(Files.createFile(directory.resolve("stderr")).toFile());
    Map<String, String> environment = builder.environment();
    environment.clear();
    environment.putAll(spec.environment());
    environment.put("CLAUDE_WORKER_ATTEMPT", token);
    TestChild child = new TestChild(builder.start(), directory, token);
    Thread.startVirtualThread(child::watch);
    if (spec.silenceTimeout().isPositive()) {
      Thread.startVirtualThread(() -> child.watchSilence(spec.silenceTimeout()));
    }
    return child;
  }

  @Override
  public long pid() {
    return process.pid();
  }

  @Override
  public boolean adopted() {
    return false;
  }

  @Override
  public InputStream stdout() {
    if (stdoutTrouble.isPresent()) {
      return new InputStream() {
        @Override
        public int read() throws IOException {
          throw stdoutTrouble.get();
        }
      };
    }
    return open("stdout");
  }

  @Override
  public InputStream stderr() {
    return open("stderr");
  }

  @Override
  public ChildExit waitFor() throws InterruptedException {
    ended.await();
    synchronized (causes) {
      return new ChildExit(
          OptionalInt.of(process.exitValue()),
          causes.stream().findFirst(),
          Duration.ofMillis(1),
          1 << 20,
          stragglers);
    }
  }

  @Override
  public void end(EndCause cause) {
    end(cause, GRACE);
  }

  @Override
  public void end(EndCause cause, Duration grace) {
    synchronized (causes) {
      causes.add(cause);
    }
    process.destroy();
    Thread.startVirtualThread(() -> {
      try {
        if (!ended.await(grace.toMillis(), TimeUnit.MILLISECONDS)) {
          process.destroyForcibly();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    });
  }

  /** Makes the output unreadable. */
  public void breakStdout(IOException trouble) {
    stdoutTrouble = Optional.of(trouble);
  }

  /** Sends a signal as somebody from outside would. */
  public void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, Long.toString(pid())).inheritIO().start().waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  private void watch() {
    try {
      process.waitFor();
      stragglers = endStragglers();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      ended.countDown();
    }
  }

  private void watchSilence(Duration timeout) {
    try {
      long size = 0;
      while (!ended.await(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
        long now = Files.size(directory.resolve("stdout"));
        if (now == size) {
          end(EndCause.SILENCE);
          return;
        }
        size = now;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private int endStragglers() {
    List<ProcessHandle> found = ProcessHandle.allProcesses()
        .filter(handle -> handle.pid() != pid() && carriesToken(handle.pid()))
        .toList();
    found.forEach(ProcessHandle::destroyForcibly);
    return found.size();
  }

  private boolean carriesToken(long pid) {
    try (Stream<String> variables = Stream.of(Files.readString(
        Path.of("/proc/" + pid + "/environ"), StandardCharsets.ISO_8859_1).split("\0"))) {
      return variables.anyMatch(("CLAUDE_WORKER_ATTEMPT=" + token)::equals);
    } catch (IOException e) {
      return false;
    }
  }

  private InputStream open(String name) {
    try {
      return new FollowedFile(directory.resolve(name), ended);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Why the runtime or the executor ended it. */
  public Optional<EndCause> firstCause() {
    synchronized (causes) {
      return causes.stream().findFirst();
    }
  }
}
