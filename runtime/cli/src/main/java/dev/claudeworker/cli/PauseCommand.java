package dev.claudeworker.cli;

import dev.claudeworker.cli.client.ExitCodes;
import dev.claudeworker.cli.client.ServerApi;
import dev.claudeworker.spi.JsonValue.JsonObject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code pause}. */
@Command(
    name = "pause",
    description = "Start no more tasks for now. What runs goes on.",
    footer = {"", "Example:", "  claude-worker pause"})
final class PauseCommand implements Callable<Integer> {

  private final Session session;

  PauseCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    session.server().post(ServerApi.BASE + "/queue/pause", JsonObject.EMPTY);
    session.output().line("The queue is paused: nothing new is started. Go on with 'claude-worker unpause'.");
    return ExitCodes.OK;
  }
}
