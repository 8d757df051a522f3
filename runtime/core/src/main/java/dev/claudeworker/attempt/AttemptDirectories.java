package dev.claudeworker.attempt;

import dev.claudeworker.spi.task.TaskId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.UUID;

/**
 * Where attempts keep their files: {@code <home>/attempts/<store>/<task>/<attempt>}. The store's id is part of it because a
 * new database in the same home starts again at task 1.
 *
 * @param root the directory of one store
 */
public record AttemptDirectories(Path root) {

  /** Name of the attempt's log in its directory. Names beginning with a dot belong to the runtime. */
  public static final String LOG_FILE = ".log";

  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  /** The directories of a store under a home directory. */
  public static AttemptDirectories of(Path home, UUID storeId) {
    return new AttemptDirectories(home.resolve("attempts").resolve(storeId.toString()));
  }

  /** The directory of all attempts of a task; it need not exist. */
  public Path task(TaskId task) {
    return root.resolve(task.toString());
  }

  /** The directory of one attempt; it need not exist. */
  public Path attempt(TaskId task, int number) {
    return task(task).resolve(Integer.toString(number));
  }

  /** Makes the directory of one attempt, open to its owner alone. It may be there already. */
  public Path create(TaskId task, int number) throws IOException {
    return Files.createDirectories(attempt(task, number), OWNER_ONLY);
  }

  /** The log of one attempt; it need not exist. Read it with {@link AttemptLogReader}. */
  public Path log(TaskId task, int number) {
    return attempt(task, number).resolve(LOG_FILE);
  }
}
