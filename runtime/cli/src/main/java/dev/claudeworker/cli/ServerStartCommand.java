package dev.claudeworker.cli;

import dev.claudeworker.cli.client.ExitCodes;
import dev.claudeworker.cli.client.StartedServer;
import dev.claudeworker.spi.JsonValue.JsonBoolean;
import dev.claudeworker.spi.JsonValue.JsonObject;
import java.util.function.BooleanSupplier;

/** {@code server start}. The launcher runs the server itself when {@code --foreground} is given. */
final class ServerStartCommand extends CliCommand {

  private final Session session;

  private final BooleanSupplier foreground = flag("Do not go into the background.", "--foreground");

  private final ServerFlags flags = new ServerFlags(this);

  private final BooleanSupplier json = flag("Print one JSON document.", "--json");

  ServerStartCommand(Session session) {
    super(
        "Start the server in the background and wait until it is ready.",
        "",
        "It outlives this terminal. If one is running already, that is said and nothing is started.",
        "",
        "Examples:",
        "  claude-worker server start",
        "  claude-worker server start --port 9000 --workers 8",
        "  claude-worker server start --foreground    for systemd, containers, and to see why it does not start");
    this.session = session;
  }

  @Override
  public Integer call() {
    Usage.require(
        !foreground.getAsBoolean(), "--foreground needs the launcher",
        "Run the claude-worker script of the installation.");
    ServerControl control = new ServerControl(session);
    control.refuseIfNamed("started");
    StartedServer server = session.starter().startUnlessRunning(flags.arguments());
    long pid = session.home().serverRecord().map(record -> record.pid()).orElse(0L);
    if (json.getAsBoolean()) {
      session.output()
          .json(
              JsonObject.EMPTY.with("url", server.api().url())
                  .with("pid", pid)
                  .with("started", new JsonBoolean(server.started())));
    } else if (server.started()) {
      session.output().line("The server is ready at " + server.api().url() + " (process " + pid + ").");
    } else {
      session.output().line("A server is already running at " + server.api().url() + " (process " + pid + ").");
      sayWhatIsNotUsed();
    }
    return ExitCodes.OK;
  }

  /** Whoever asks for another port would else go on believing that it has been taken. */
  private void sayWhatIsNotUsed() {
    String asked = String.join(" ", flags.arguments());
    if (!asked.isEmpty()) {
      session.output()
          .note("  It goes on as it was started, without " + asked + ". To change that: claude-worker server restart "
              + asked);
    }
  }
}
