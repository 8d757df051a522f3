package dev.claudeworker.cli;

import dev.claudeworker.cli.client.ExitCodes;

/** {@code notifiers} without a command. */
final class NotifiersCommand extends CliCommand {

  NotifiersCommand() {
    super(
        "See who tells you what became of your tasks, and try it.",
        "",
        "Examples:",
        "  claude-worker notifiers list",
        "  claude-worker notifiers test webhook");
  }

  @Override
  public Integer call() {
    printHelp();
    return ExitCodes.OK;
  }
}
