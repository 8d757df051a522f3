package dev.claudeworker.cli;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What becomes of running tasks when the server stops. */
final class StopOptions {

  @Option(names = "--drain", description = "Wait until running tasks have ended.")
  private boolean drain;

  @Option(names = {"-f", "--force"}, description = "End running tasks; they are put back into the queue.")
  private boolean force;

  @Option(names = {"-t", "--timeout"}, paramLabel = "TIME", converter = DurationText.class,
      description = "How long --drain waits, for example 10m; tasks that still run then go on without the server.")
  private @Nullable Duration timeout;

  /** Ends running tasks. */
  static StopOptions force() {
    var options = new StopOptions();
    options.force = true;
    return options;
  }

  /** The word of the API. */
  String mode() {
    Usage.require(!(drain && force), "--drain waits for running tasks and --force ends them: give one of the two");
    return drain ? "drain" : force ? "force" : "leave_running";
  }

  boolean isDraining() {
    return drain;
  }

  Optional<Duration> timeout() {
    return Optional.ofNullable(timeout);
  }
}
