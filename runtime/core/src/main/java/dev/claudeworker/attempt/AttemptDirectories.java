package dev.claudeworker.attempt;

import dev.claudeworker.spi.task.TaskId;
import java.nio.file.Path;
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

  /** The log of one attempt; it need not exist. Read it with {@link AttemptLogReader}. */
  public Path log(TaskId task, int number) {
    return attempt(task, number).resolve(LOG_FILE);
  }
}
