package dev.claudeworker.cli;

import dev.claudeworker.cli.client.ExitCodes;
import java.util.function.BooleanSupplier;

/** {@code claude-worker} without a command. */
final class RootCommand extends CliCommand {

  private final Session session;
  private final BooleanSupplier version = flag("Show the version.", "-v", "--version");

  RootCommand(Session session) {
    super(
        "Runs Claude Code tasks in the background, in a durable queue.",
        "",
        "Examples:",
        "  claude-worker run \"Fix the failing tests\"       hand over a task",
        "  claude-worker run --watch \"Explain this code\"   stay until it is done",
        "  claude-worker list                              see all tasks",
        "  claude-worker logs 12 --follow                  see what task 12 does",
        "",
        "See 'claude-worker COMMAND --help' for one command.");
    this.session = session;
  }

  @Override
  public Integer call() {
    if (version.getAsBoolean()) {
      session.output().line(Version.line());
    } else {
      printHelp();
    }
    return ExitCodes.OK;
  }
}
