package dev.claudeworker.cli;

import dev.claudeworker.cli.client.ExitCodes;
import dev.claudeworker.cli.client.StartedServer;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code server restart}. */
@Command(
    name = "restart",
    description = "Stop the server and start it again. Running tasks go on meanwhile.",
    sortOptions = false,
    footer = {"", "Examples:", "  claude-worker server restart", "  claude-worker server restart --workers 8"})
final class ServerRestartCommand implements Callable<Integer> {

  private final Session session;

  @Mixin
  private StopOptions stop = new StopOptions();

  @Mixin
  private ServerFlags flags = new ServerFlags();

  ServerRestartCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws InterruptedException {
    var control = new ServerControl(session);
    control.refuseIfNamed("restarted");
    control.stop(stop);
    StartedServer server = session.starter().startUnlessRunning(flags.arguments());
    session.output().line("The server is ready at " + server.api().url() + ".");
    return ExitCodes.OK;
  }
}
