package dev.claudeworker.cli;

import dev.claudeworker.cli.client.ExitCodes;
import dev.claudeworker.cli.client.ServerApi;
import dev.claudeworker.spi.JsonValue.JsonObject;

/** {@code unpause}. */
final class UnpauseCommand extends CliCommand {

  private final Session session;

  UnpauseCommand(Session session) {
    super(
        "Start tasks again after a pause.",
        "", "Example:", "  claude-worker unpause");
    this.session = session;
  }

  @Override
  public Integer call() {
    session.server().post(ServerApi.BASE + "/queue/unpause", JsonObject.EMPTY);
    session.output().line("The queue is open again.");
    return ExitCodes.OK;
  }
}
