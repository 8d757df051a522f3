package dev.claudeworker.cli;

import dev.claudeworker.cli.client.ExitCodes;
import dev.claudeworker.cli.client.StartedServer;
import dev.claudeworker.spi.JsonValue.JsonBoolean;
import dev.claudeworker.spi.JsonValue.JsonObject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code server start}. The launcher runs the server itself when {@code --foreground} is given. */
@Command(
    name = "start",
    description = "Start the server in the background and wait until it is ready.",
    sortOptions = false,
    footer = {
      "",
      "It outlives this terminal. If one is running already, that is said and nothing is started.",
      "",
      "Examples:",
      "  claude-worker server start",
      "  claude-worker server start --port 9000 --workers 8",
      "  claude-worker server start --foreground    for systemd, containers, and to see why it does not start"
    })
final class ServerStartCommand implements Callable<Integer> {

  private final Session session;

  @Option(names = "--foreground", description = "Do not go into the background.")
  private boolean foreground;

  @Mixin
  private ServerFlags flags = new ServerFlags();

  @Option(names = "--json", description = "Print one JSON document.")
  private boolean json;

  ServerStartCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Usage.require(
        !foreground, "--foreground needs the launcher", "Run the claude-worker script of the installation.");
    ServerControl control = new ServerControl(session);
    control.refuseIfNamed("started");
    StartedServer server = session.starter().startUnlessRunning(flags.arguments());
    long pid = session.home().serverRecord().map(record -> record.pid()).orElse(0L);
    if (json) {
      session.output()
          .json(
              JsonObject.EMPTY.with("url", server.api().url())
                  .with("pid", pid)
                  .with("started", new JsonBoolean(server.started())));
    } else if (server.started()) {
      session.output().line("The server is ready at " + server.api().url() + " (process " + pid + ").");
    } else {
      session.output().line("A server is already running at " + server.api().url() + " (process " + pid + ").");
    }
    return ExitCodes.OK;
  }
}
