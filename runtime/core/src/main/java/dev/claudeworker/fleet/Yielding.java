package dev.claudeworker.fleet;

import java.time.Duration;
import java.time.Instant;

/**
 * Who takes new work first: the server with the most free slots. One with fewer leaves it to that server for a moment and
 * takes what is left then, so that a wrong idea of the others costs a moment and never a task. Nobody yields while there is
 * more work than slots. Not safe for use from several threads.
 */
public final class Yielding {

  private final Duration yieldFor;
  private Instant until = Instant.MIN;
  private boolean backlog;

  /** Has yielded to nobody yet. */
  public Yielding(Duration yieldFor) {
    this.yieldFor = yieldFor;
  }

  /** Whether to claim nothing now. */
  public boolean yields(int free, int mostFreeElsewhere, Instant now) {
    if (backlog || yieldFor.isZero() || mostFreeElsewhere <= free) {
      until = Instant.MIN;
      return false;
    }
    if (until.equals(Instant.MIN)) {
      until = now.plus(yieldFor);
      return true;
    }
    if (now.isBefore(until)) {
      return true;
    }
    until = Instant.MIN;
    return false;
  }

  /** What came of the last claim. */
  public void claimed(int asked, int got) {
    backlog = got >= asked;
  }

  /** Until when it yields; long past if it does not. */
  public Instant until() {
    return until;
  }
}
