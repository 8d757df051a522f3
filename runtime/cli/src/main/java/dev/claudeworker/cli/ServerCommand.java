package dev.claudeworker.cli;

import dev.claudeworker.cli.client.ExitCodes;

/** {@code server} without a command. */
final class ServerCommand extends CliCommand {

  ServerCommand() {
    super(
        "Start, stop and look at the server.",
        "",
        "Examples:",
        "  claude-worker server start --port 9000",
        "  claude-worker server status",
        "  claude-worker server stop --drain");
  }

  @Override
  public Integer call() {
    printHelp();
    return ExitCodes.OK;
  }
}
