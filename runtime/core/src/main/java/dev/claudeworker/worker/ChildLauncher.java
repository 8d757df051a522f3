package dev.claudeworker.worker;

import dev.claudeworker.spi.executor.ChildProcess;
import dev.claudeworker.spi.executor.ProcessSpec;
import dev.claudeworker.spi.executor.ProcessStartException;
import java.nio.file.Path;
import java.util.UUID;

/** Starts or adopts the child of an attempt: the process room, or a script in tests. */
@FunctionalInterface
public interface ChildLauncher {

  /**
   * Starts the child, or returns the one that is already there.
   *
   * @param directory the attempt's directory
   * @param attemptId the attempt's identity
   * @param spec what to start
   * @param adopt whether an earlier run of the server may have started it
   * @return the child
   * @throws ProcessStartException if it could not be started
   * @throws InterruptedException if the waiting thread is interrupted
   */
  ChildProcess open(Path directory, UUID attemptId, ProcessSpec spec, boolean adopt)
      throws ProcessStartException, InterruptedException;
}
