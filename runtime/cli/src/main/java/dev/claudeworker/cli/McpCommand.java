package dev.claudeworker.cli;

import dev.claudeworker.cli.client.CommandFailure;
import dev.claudeworker.cli.client.ExitCodes;
import dev.claudeworker.cli.mcp.ClientOutput;
import dev.claudeworker.cli.mcp.StdioProxy;
import dev.claudeworker.cli.mcp.Upstream;
import java.io.IOException;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** {@code mcp}. */
final class McpCommand extends CliCommand {

  private final Session session;

  /** Below the time that clients allow a server for its start, so that they hear a reason and not only silence. */
  private static final Duration START_PATIENCE = Duration.ofSeconds(25);

  private final BooleanSupplier proxy = flag("Use a running server; start none.", "--proxy");
  private final BooleanSupplier standalone =
      flag("Be the server as well, in one process, for this agent alone.", "--standalone");

  McpCommand(Session session) {
    super(
        "Serve an agent over standard input and output (Model Context Protocol).",
        "",
        "Not for people: an agent starts it, and its calls go to the running server, which is started if there is none. The "
            + "tasks that the agent creates go on when the agent ends.",
        "",
        "With --standalone the queue is worked on only as long as the agent is there; what runs then goes on, what waits, waits "
            + "for the next start. Nobody else can reach it, and it refuses to start while a server works in the same home. "
            + "It takes the options of 'server start --foreground'; with --port, --host or --auto-port others can reach it too.",
        "",
        "Examples:",
        "  claude-worker mcp install",
        "  claude-worker mcp --proxy",
        "  claude-worker mcp --standalone");
    this.session = session;
  }

  @Override
  public Integer call() throws InterruptedException {
    if (standalone.getAsBoolean()) {
      throw standaloneIsElsewhere();
    }
    var client = new ClientOutput(session.output().out());
    // Whatever else prints, a library for example, must not break the protocol.
    System.setOut(session.output().err());
    var upstream = new Upstream(session::server,
        proxy.getAsBoolean() ? session::server : () -> session.serverStartedIfNeeded(START_PATIENCE),
        session.workingDirectory());
    try {
      new StdioProxy(upstream, client, START_PATIENCE).run(System.in);
      return ExitCodes.OK;
    } catch (IOException broken) {
      throw new CommandFailure(ExitCodes.FAILED, "standard input broke: " + broken.getMessage(),
          "Start it again; the server and its tasks are not affected.");
    }
  }

  /** The launcher starts the server's own program for it. */
  private CommandFailure standaloneIsElsewhere() {
    return proxy.getAsBoolean()
        ? new CommandFailure(ExitCodes.USAGE, "--standalone and --proxy exclude each other",
            "Leave both out: then the running server is used, or one is started.")
        : new CommandFailure(ExitCodes.FAILED, "the server's jars are not here",
            "Run the claude-worker script of the installation.");
  }
}
