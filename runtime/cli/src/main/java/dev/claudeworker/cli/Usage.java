package dev.claudeworker.cli;

import dev.claudeworker.cli.client.CommandFailure;
import dev.claudeworker.cli.client.ExitCodes;

/** Refuses commands that were written wrongly. */
final class Usage {

  private Usage() {}

  static void require(boolean holds, String otherwise, String... suggestions) {
    if (!holds) {
      throw wrong(otherwise, suggestions);
    }
  }

  static CommandFailure wrong(String message, String... suggestions) {
    return new CommandFailure(ExitCodes.USAGE, message, suggestions);
  }
}
