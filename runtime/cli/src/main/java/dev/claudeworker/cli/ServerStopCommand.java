package dev.claudeworker.cli;

import dev.claudeworker.cli.client.ExitCodes;

/** {@code server stop}. */
final class ServerStopCommand extends CliCommand {

  private final Session session;

  private final StopOptions options = new StopOptions(this);

  ServerStopCommand(Session session) {
    super(
        "Stop the server. Running tasks go on, and the next start takes them up again.",
        "",
        "Examples:",
        "  claude-worker server stop",
        "  claude-worker server stop --drain --timeout 1h    wait for running tasks, start no new ones",
        "  claude-worker server stop --force                 end running tasks; they start anew later");
    this.session = session;
  }

  @Override
  public Integer call() throws InterruptedException {
    var control = new ServerControl(session);
    control.refuseIfNamed("stopped");
    boolean stopped = control.stop(options.request());
    session.output().line(stopped ? "The server is stopped." : "No server is running.");
    return ExitCodes.OK;
  }
}
