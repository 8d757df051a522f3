package dev.claudeworker.worker;

import dev.claudeworker.spi.ErrorCode;
import dev.claudeworker.spi.WorkerException;
import dev.claudeworker.spi.dag.Orchestration;
import dev.claudeworker.spi.storage.Storage;
import dev.claudeworker.spi.task.Task;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Makes the working directory of a task when its attempt starts, if it lies inside the directory from which its
 * orchestration was submitted: an earlier task may have been meant to make it, or nobody.
 */
final class TaskDirectory {

  private static final ErrorCode FAILED = ErrorCode.configuration("working_directory");

  private final Storage storage;

  TaskDirectory(Storage storage) {
    this.storage = storage;
  }

  void ensure(Task task) {
    Path directory = task.settings().workingDirectory();
    if (task.place().orchestration().isEmpty() || Files.isDirectory(directory)) {
      return;
    }
    Optional<Path> base =
        task.place()
            .orchestration()
            .flatMap(id -> storage.graphs().orchestration(id))
            .map(Orchestration::settings)
            .flatMap(settings -> settings.baseDirectory());
    base.filter(directory::startsWith).ifPresent(inside -> create(directory, inside));
  }

  // A link on the way must not lead out of the base directory.
  private static void create(Path directory, Path base) {
    try {
      Path existing =
          Stream.iterate(directory, Objects::nonNull, Path::getParent)
              .filter(Files::exists)
              .findFirst()
              .orElseThrow(() -> new IOException("nothing of the path exists"));
      if (!existing.toRealPath().startsWith(base.toRealPath())) {
        throw new IOException("a link leads out of " + base);
      }
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new WorkerException(
          FAILED,
          "The working directory " + directory + " cannot be made: " + e.getMessage(),
          "Make it yourself, or choose another one, and retry the task.",
          e);
    }
  }
}
