package dev.claudeworker.cli;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** The options that say what becomes of running tasks when the server stops. */
final class StopOptions {

  private final BooleanSupplier drain;
  private final BooleanSupplier force;
  private final Supplier<Optional<Duration>> timeout;

  StopOptions(CliCommand command) {
    drain = command.flag("Wait until running tasks have ended.", "--drain");
    force = command.flag("End running tasks; they are put back into the queue.", "-f", "--force");
    timeout = command.option(
        Duration.class, new DurationText(), "TIME",
        "How long --drain waits, for example 10m; tasks that still run then go on without the server.", "-t",
        "--timeout");
  }

  StopRequest request() {
    Usage.require(
        !(drain.getAsBoolean() && force.getAsBoolean()),
        "--drain waits for running tasks and --force ends them: give one of the two");
    return drain.getAsBoolean()
        ? StopRequest.drain(timeout.get())
        : new StopRequest(force.getAsBoolean() ? StopRequest.FORCE : StopRequest.LEAVE_RUNNING, timeout.get());
  }
}
