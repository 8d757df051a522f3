package dev.claudeworker.process;

import dev.claudeworker.spi.executor.ChildProcess;
import dev.claudeworker.spi.executor.ProcessStartException;

/** Where children are started, found again and ended. Safe for use from any thread. */
public interface ProcessRoom extends AutoCloseable {

  /**
   * Starts the child of an attempt, or returns the one that is already there. A child starts once or never, whoever asks.
   *
   * @param request what to start, or what to look for
   * @return the child; ended already if it ended while no server was there
   * @throws ProcessStartException if there is no child and never will be in this attempt. {@code NEVER_STARTED} and {@code
   *     LOST} say that an earlier server began the attempt; everything that carried its token is ended by then
   * @throws InterruptedException if the thread was interrupted while it waited for signs of an earlier start; nothing is
   *     decided then, and asking again is fine
   */
  ChildProcess open(ProcessRequest request) throws ProcessStartException, InterruptedException;

  /**
   * What this machine can do for children.
   *
   * @return worked out once
   */
  ProcessCapabilities capabilities();

  /**
   * What ends children whose leases run out.
   *
   * @return without one, children live on
   */
  default ChildGuard guard() {
    return ChildGuard.NONE;
  }

  /**
   * Stops watching and returns when nothing watches any more. Children live on; whoever reads or waits for one is
   * interrupted. Can be called twice.
   */
  @Override
  void close();
}
