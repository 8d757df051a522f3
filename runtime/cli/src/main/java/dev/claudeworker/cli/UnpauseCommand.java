package dev.claudeworker.cli;

import dev.claudeworker.cli.client.ExitCodes;
import dev.claudeworker.cli.client.ServerApi;
import dev.claudeworker.spi.JsonValue.JsonObject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code unpause}. */
@Command(
    name = "unpause",
    description = "Start tasks again after a pause.",
    footer = {"", "Example:", "  claude-worker unpause"})
final class UnpauseCommand implements Callable<Integer> {

  private final Session session;

  UnpauseCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    session.server().post(ServerApi.BASE + "/queue/unpause", JsonObject.EMPTY);
    session.output().line("The queue is open again.");
    return ExitCodes.OK;
  }
}
