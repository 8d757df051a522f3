package dev.claudeworker;

import dev.claudeworker.process.ProcessCapabilities;
import dev.claudeworker.process.ProcessRequest;
import dev.claudeworker.process.ProcessRoom;
import dev.claudeworker.spi.executor.ChildProcess;
import dev.claudeworker.spi.executor.ProcessStartException;
import java.util.List;

/** A process room for tests that start no children. */
final class NoChildren implements ProcessRoom {

  @Override
  public ChildProcess open(ProcessRequest request) throws ProcessStartException {
    throw new ProcessStartException(ProcessStartException.Reason.OTHER, "this test starts no children");
  }

  @Override
  public ProcessCapabilities capabilities() {
    return new ProcessCapabilities(List.of(), false, List.of());
  }

  @Override
  public void close() {}
}
