package dev.claudeworker.spi.testkit.executor;

import dev.claudeworker.spi.executor.ChildProcess;
import dev.claudeworker.spi.executor.ProcessSpec;
import dev.claudeworker.spi.executor.ProcessStartException;
import java.nio.file.Path;
import java.util.UUID;

/** Starts the child of a fake attempt: {@link LocalChild#start}, or whatever a test wants to happen instead. */
@FunctionalInterface
public interface ChildStarter {

  /**
   * Starts a child. Called once per attempt, also if the attempt is adopted.
   *
   * @param spec what to start
   * @param directory the attempt's directory
   * @param attemptId identity of the attempt
   * @return the child
   * @throws ProcessStartException if it could not be started
   */
  ChildProcess start(ProcessSpec spec, Path directory, UUID attemptId) throws ProcessStartException;
}
