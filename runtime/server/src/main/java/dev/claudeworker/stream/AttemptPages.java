package dev.claudeworker.stream;

import dev.claudeworker.attempt.AttemptLogPage;
import dev.claudeworker.attempt.LogLevel;
import java.io.IOException;

/** The logs of a task's attempts, wherever they are. */
@FunctionalInterface
public interface AttemptPages {

  /**
   * Reads whole lines from an offset.
   *
   * @param attempt the attempt
   * @param level what to show
   * @param offset where to begin
   * @return what is there now, empty if there is no log (yet)
   * @throws IOException if a log that is there cannot be read
   */
  AttemptLogPage read(int attempt, LogLevel level, long offset) throws IOException;
}
