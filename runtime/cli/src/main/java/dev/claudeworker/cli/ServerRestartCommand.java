package dev.claudeworker.cli;

import dev.claudeworker.cli.client.ExitCodes;
import dev.claudeworker.cli.client.StartedServer;

/** {@code server restart}. */
final class ServerRestartCommand extends CliCommand {

  private final Session session;

  private final StopOptions stop = new StopOptions(this);

  private final ServerFlags flags = new ServerFlags(this);

  ServerRestartCommand(Session session) {
    super(
        "Stop the server and start it again. Running tasks go on meanwhile.",
        "", "Examples:", "  claude-worker server restart", "  claude-worker server restart --workers 8");
    this.session = session;
  }

  @Override
  public Integer call() throws InterruptedException {
    var control = new ServerControl(session);
    control.refuseIfNamed("restarted");
    control.stop(stop.request());
    StartedServer server = session.starter().startUnlessRunning(flags.arguments());
    session.output().line("The server is ready at " + server.api().url() + ".");
    return ExitCodes.OK;
  }
}
