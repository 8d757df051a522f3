package dev.claudeworker;

import dev.claudeworker.worker.StopMode;
import java.time.Duration;

/**
 * How to stop.
 *
 * @param mode what becomes of running tasks
 * @param atMost how long to wait for them
 * @param startAgain whether the process is to be started again
 */
record StopOrder(StopMode mode, Duration atMost, boolean startAgain) {

  StopOrder(StopMode mode, Duration atMost) {
    this(mode, atMost, false);
  }
}
