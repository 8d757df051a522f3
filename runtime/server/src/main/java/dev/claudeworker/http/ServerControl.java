package dev.claudeworker.http;

import dev.claudeworker.worker.StopMode;
import java.time.Duration;
import java.util.Optional;

/** What the interface can ask of the server as a whole. */
public interface ServerControl {

  /**
   * Why the server cannot work now.
   *
   * @return a sentence, empty if it can
   */
  Optional<String> trouble();

  /**
   * Begins to stop the server and returns at once. Asking again may only make it more urgent.
   *
   * @param mode what becomes of running tasks
   * @param atMost how long to wait for them
   */
  void requestStop(StopMode mode, Duration atMost);
}
