package dev.claudeworker.spi.testkit.executor;

import dev.claudeworker.spi.executor.ChildExit;
import dev.claudeworker.spi.executor.ChildProcess;
import dev.claudeworker.spi.executor.EndCause;
import dev.claudeworker.spi.executor.ProcessSpec;
import dev.claudeworker.spi.executor.ProcessStartException;
import dev.claudeworker.spi.executor.ProcessStartException.Reason;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/**
 * A real child with its streams in files, as the runtime offers it, but simpler: it ends with the test, the silence timeout
 * is not watched, and processor time and memory are not measured.
 */
public final class LocalChild implements ChildProcess {

  private static final Duration GRACE = Duration.ofSeconds(2);

  private final Process process;
  private final Path directory;
  private final AtomicReference<Optional<EndCause>> endedBy = new AtomicReference<>(Optional.empty());

  private LocalChild(Process process, Path directory) {
    this.process = process;
    this.directory = directory;
  }

  /**
   * Starts a child.
   *
   * @param spec what to start
   * @param directory where its files {@code stdin}, {@code stdout} and {@code stderr} go
   * @param attemptId identity of the attempt
   * @return the running child
   * @throws ProcessStartException if it could not be started
   */
  public static LocalChild start(ProcessSpec spec, Path directory, UUID attemptId) throws ProcessStartException {
    Path program = program(spec);
    if (!Files.isDirectory(spec.workingDirectory())) {
      throw new ProcessStartException(Reason.BAD_DIRECTORY, spec.workingDirectory() + " is not a directory");
    }
    try {
      return new LocalChild(process(spec, program, directory, attemptId), directory);
    } catch (IOException refused) {
      throw new ProcessStartException(Reason.OTHER, refused.toString());
    }
  }

  private static Path program(ProcessSpec spec) throws ProcessStartException {
    String name = spec.command().get(0);
    String path = spec.environment().getOrDefault("PATH", "");
    List<Path> candidates = name.contains("/")
        ? List.of(Path.of(name))
        : Stream.of(path.split(File.pathSeparator)).map(folder -> Path.of(folder, name)).toList();
    Path found = candidates.stream()
        .filter(Files::isRegularFile)
        .findFirst()
        .orElseThrow(() -> new ProcessStartException(Reason.PROGRAM_NOT_FOUND, "there is no program " + name));
    if (!Files.isExecutable(found)) {
      throw new ProcessStartException(Reason.PROGRAM_NOT_EXECUTABLE, found + " may not be executed");
    }
    return found;
  }

  private static Process process(ProcessSpec spec, Path program, Path directory, UUID attemptId) throws IOException {
    List<String> command = new ArrayList<>(spec.command());
    command.set(0, program.toString());
    Path stdin = Files.writeString(directory.resolve("stdin"), spec.stdin());
    ProcessBuilder builder = new ProcessBuilder(command)
        .directory(spec.workingDirectory().toFile())
        .redirectInput(stdin.toFile())
        .redirectOutput(Files.createFile(directory.resolve("stdout")).toFile())
        .redirectError(Files.createFile(directory.resolve("stderr")).toFile());
    Map<String, String> environment = builder.environment();
    environment.clear();
    environment.putAll(spec.environment());
    environment.put("CLAUDE_WORKER_ATTEMPT", attemptId.toString());
    return builder.start();
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
    return follow("stdout");
  }

  @Override
  public InputStream stderr() {
    return follow("stderr");
  }

  private InputStream follow(String name) {
    try {
      return new FollowedFile(directory.resolve(name), process);
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }

  @Override
  public ChildExit waitFor() throws InterruptedException {
    int code = process.waitFor();
    return new ChildExit(
        OptionalInt.of(code), endedBy.get(), Duration.ZERO, 0, 0);
  }

  @Override
  public void end(EndCause cause) {
    end(cause, GRACE);
  }

  @Override
  public void end(EndCause cause, Duration grace) {
    endedBy.updateAndGet(first -> first.or(() -> Optional.of(cause)));
    List<ProcessHandle> tree = tree();
    tree.forEach(ProcessHandle::destroy);
    Thread.ofVirtual().start(() -> endHard(tree, grace));
  }

  private void endHard(List<ProcessHandle> tree, Duration grace) {
    try {
      if (!process.waitFor(grace.toMillis(), TimeUnit.MILLISECONDS)) {
        tree().forEach(ProcessHandle::destroyForcibly);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } finally {
      tree.forEach(ProcessHandle::destroyForcibly);
    }
  }

  private List<ProcessHandle> tree() {
    return Stream.concat(Stream.of(process.toHandle()), process.descendants()).toList();
  }

  /** Ends the child and all of its descendants at once. */
  void kill() {
    tree().forEach(ProcessHandle::destroyForcibly);
  }
}
