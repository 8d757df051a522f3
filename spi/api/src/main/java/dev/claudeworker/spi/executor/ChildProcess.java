package dev.claudeworker.spi.executor;

import java.io.InputStream;
import java.time.Duration;

/**
 * A child process that outlives the server. Its output goes to files in the attempt's directory; the streams here follow
 * those files.
 */
public interface ChildProcess {

  /**
   * Its process id.
   *
   * @return the pid of the child's session leader
   */
  long pid();

  /**
   * Whether it was started by an earlier run of the server.
   *
   * @return true after an adoption
   */
  boolean adopted();

  /**
   * Its standard output from the first byte, followed until the child has ended and everything is read. Every call opens a
   * new stream; reading blocks the (virtual) thread and is interruptible.
   *
   * @return the stream; close it
   */
  InputStream stdout();

  /**
   * Its standard error, like {@link #stdout()}.
   *
   * @return the stream; close it
   */
  InputStream stderr();

  /**
   * Waits for its end. All that carries the attempt's token is ended by then.
   *
   * @return how it ended
   * @throws InterruptedException if the waiting thread is interrupted; the child goes on
   */
  ChildExit waitFor() throws InterruptedException;

  /**
   * Ends it: politely, after the grace period hard, with its whole tree. Returns at once.
   *
   * @param cause why
   */
  void end(EndCause cause);

  /**
   * Ends it with a grace period of its own.
   *
   * @param cause why
   * @param grace how long it may take to end politely
   */
  void end(EndCause cause, Duration grace);
}
