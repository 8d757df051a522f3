package dev.claudeworker.cli;

import dev.claudeworker.cli.client.CommandFailure;
import dev.claudeworker.cli.client.ExitCodes;
import dev.claudeworker.cli.mcp.ClientOutput;
import dev.claudeworker.cli.mcp.StdioProxy;
import dev.claudeworker.cli.mcp.Upstream;
import java.io.IOException;
import java.util.function.BooleanSupplier;

/** {@code mcp}. */
final class McpCommand extends CliCommand {

  private final Session session;

  private final BooleanSupplier proxy = flag("Use a running server; start none.", "--proxy");

  McpCommand(Session session) {
    super(
        "Serve an agent over standard input and output (Model Context Protocol).",
        "",
        "Not for people: an agent starts it, and its calls go to the running server, which is started if there is none. The "
            + "tasks that the agent creates go on when the agent ends.",
        "",
        "Examples:",
        "  claude mcp add claude-worker -- claude-worker mcp",
        "  claude-worker mcp --proxy");
    this.session = session;
  }

  @Override
  public Integer call() throws InterruptedException {
    var client = new ClientOutput(session.output().out());
    // Whatever else prints, a library for example, must not break the protocol.
    System.setOut(session.output().err());
    var upstream = new Upstream(session::server,
        proxy.getAsBoolean() ? session::server : session::serverStartedIfNeeded, session.workingDirectory());
    try {
      new StdioProxy(upstream, client).run(System.in);
      return ExitCodes.OK;
    } catch (IOException broken) {
      throw new CommandFailure(ExitCodes.FAILED, "standard input broke: " + broken.getMessage(),
          "Start it again; the server and its tasks are not affected.");
    }
  }
}
