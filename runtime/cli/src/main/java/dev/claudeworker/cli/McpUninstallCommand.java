package dev.claudeworker.cli;

import dev.claudeworker.cli.agents.ServerList;
import dev.claudeworker.cli.agents.ServerList.Outcome;
import dev.claudeworker.cli.client.ExitCodes;

/** {@code mcp uninstall}. */
final class McpUninstallCommand extends CliCommand {

  private final Session session;
  private final AgentOptions agent = new AgentOptions(this);

  McpUninstallCommand(Session session) {
    super(
        "Take claude-worker out of a program of agents.",
        "",
        "The queue and its tasks are not touched. It is no error if it is not there.",
        "",
        "Examples:",
        "  claude-worker mcp uninstall",
        "  claude-worker mcp uninstall --client claude-desktop");
    this.session = session;
  }

  @Override
  public Integer call() throws InterruptedException {
    ServerList list = agent.list(session);
    Outcome outcome = list.remove();
    session.output()
        .line(outcome == Outcome.REMOVED ? "Took claude-worker out of " + list.place() + "."
            : "claude-worker does not stand in " + list.place() + ".");
    list.backup().ifPresent(copy -> session.output().note("As it was before: " + copy));
    return ExitCodes.OK;
  }
}
