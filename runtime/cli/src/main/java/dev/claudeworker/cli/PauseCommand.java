package dev.claudeworker.cli;

import dev.claudeworker.cli.client.ExitCodes;
import dev.claudeworker.cli.client.ServerApi;
import dev.claudeworker.spi.JsonValue.JsonObject;

/** {@code pause}. */
final class PauseCommand extends CliCommand {

  private final Session session;

  PauseCommand(Session session) {
    super(
        "Start no more tasks for now. What runs goes on.",
        "", "Example:", "  claude-worker pause");
    this.session = session;
  }

  @Override
  public Integer call() {
    session.server().post(ServerApi.BASE + "/queue/pause", JsonObject.EMPTY);
    session.output().line("The queue is paused: nothing new is started. Go on with 'claude-worker unpause'.");
    return ExitCodes.OK;
  }
}
