package dev.claudeworker.retention;

import dev.claudeworker.attempt.AttemptDirectories;
import dev.claudeworker.home.OwnerOnly;
import dev.claudeworker.spi.task.Task;
import dev.claudeworker.spi.task.TaskId;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.zip.GZIPOutputStream;

/** Goes through the folders of attempts, a batch at a time: those of deleted and of long ended tasks go. */
final class AttemptFolders {

  /** What children print; see the process room. */
  private static final List<String> RAW = List.of("stdout", "stderr");

  private static final String PACKED = ".gz";

  private final AttemptDirectories attempts;
  private final Function<TaskId, Optional<Task>> tasks;
  private final RetentionSettings settings;

  /** What the pass that is under way has still to look at. */
  private final Deque<Path> rest = new ArrayDeque<>();

  AttemptFolders(
      AttemptDirectories attempts, Function<TaskId, Optional<Task>> tasks, RetentionSettings settings) {
    this.attempts = attempts;
    this.tasks = tasks;
    this.settings = settings;
  }

  /** Goes on with the pass, or begins one; false once it is through. */
  boolean sweep(Instant now, Trouble trouble) {
    if (rest.isEmpty()) {
      trouble.attempt(this::begin);
    }
    for (int looked = 0; looked < settings.batch() && !rest.isEmpty(); looked++) {
      Path folder = rest.remove();
      trouble.attempt(() -> look(folder, now));
    }
    return !rest.isEmpty();
  }

  private void begin() throws IOException {
    if (Files.isDirectory(attempts.root())) {
      try (DirectoryStream<Path> folders = Files.newDirectoryStream(attempts.root())) {
        folders.forEach(rest::add);
      } catch (DirectoryIteratorException unreadable) {
        throw unreadable.getCause();
      }
    }
  }

  private void look(Path folder, Instant now) throws IOException {
    String name = folder.getFileName().toString();
    if (!name.matches("[1-9]\\d{0,17}")) {
      return;
    }
    Optional<Task> task = tasks.apply(new TaskId(Long.parseLong(name)));
    if (task.isEmpty() || endedBefore(task.get(), settings.attempts(), now)) {
      FileTrees.delete(folder);
    } else if (settings.rawOutput() != RawOutput.KEEP && endedBefore(task.get(), settings.rawOutputAfter(), now)) {
      shrink(folder);
    }
  }

  private static boolean endedBefore(Task task, Duration age, Instant now) {
    return task.status().isFinal() && !age.isZero()
        && task.times().ended().filter(ended -> ended.isBefore(now.minus(age))).isPresent();
  }

  private void shrink(Path folder) throws IOException {
    try (DirectoryStream<Path> numbers = Files.newDirectoryStream(folder, Files::isDirectory)) {
      for (Path attempt : numbers) {
        for (String name : RAW) {
          shrinkFile(attempt.resolve(name));
        }
      }
    }
  }

  private void shrinkFile(Path file) throws IOException {
    if (!Files.isRegularFile(file) || Files.size(file) == 0) {
      return;
    }
    if (settings.rawOutput() == RawOutput.COMPRESS) {
      pack(file);
    }
    Files.deleteIfExists(file);
  }

  /** The packed file appears whole or not at all. */
  private static void pack(Path file) throws IOException {
    Path draft = file.resolveSibling("." + file.getFileName() + PACKED);
    Files.deleteIfExists(draft);
    try (OutputStream packed = new GZIPOutputStream(OwnerOnly.newFile(draft))) {
      Files.copy(file, packed);
    }
    Files.move(draft, file.resolveSibling(file.getFileName() + PACKED), StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }
}
