package dev.claudeworker.cli;

import dev.claudeworker.cli.client.ExitCodes;

/** A command that only has further commands, for example {@code server}; alone it shows its help. */
final class CommandGroup extends CliCommand {

  CommandGroup(String description, String... footer) {
    super(description, footer);
  }

  @Override
  public Integer call() {
    printHelp();
    return ExitCodes.OK;
  }
}
