package dev.claudeworker.cli;

import dev.claudeworker.cli.client.ExitCodes;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code server stop}. */
@Command(
    name = "stop",
    description = "Stop the server. Running tasks go on, and the next start takes them up again.",
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  claude-worker server stop",
      "  claude-worker server stop --drain --timeout 1h    wait for running tasks, start no new ones",
      "  claude-worker server stop --force                 end running tasks; they start anew later"
    })
final class ServerStopCommand implements Callable<Integer> {

  private final Session session;

  @Mixin
  private StopOptions options = new StopOptions();

  ServerStopCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws InterruptedException {
    var control = new ServerControl(session);
    control.refuseIfNamed("stopped");
    boolean stopped = control.stop(options);
    session.output().line(stopped ? "The server is stopped." : "No server is running.");
    return ExitCodes.OK;
  }
}
