package dev.claudeworker.cli;

import dev.claudeworker.cli.client.CommandFailure;
import dev.claudeworker.cli.client.ExitCodes;
import dev.claudeworker.cli.client.ServerApi;
import java.util.function.Function;

/** The server for commands that take long: one that is being restarted meanwhile is found again. */
final class PatientServer {

  private static final int TRIES = 60;
  private static final long PAUSE_MS = 500;

  private final Session session;
  private ServerApi server;

  PatientServer(Session session, ServerApi server) {
    this.session = session;
    this.server = server;
  }

  /**
   * Asks the server, again and again for half a minute if it cannot be reached.
   *
   * @param question what to ask
   * @return its answer
   */
  <T> T ask(Function<ServerApi, T> question) throws InterruptedException {
    for (int tries = 1;; tries++) {
      try {
        return question.apply(server);
      } catch (CommandFailure failure) {
        if (failure.exitCode() != ExitCodes.UNREACHABLE || tries == TRIES) {
          throw failure;
        }
      }
      Thread.sleep(PAUSE_MS);
      server = session.locator().find().orElse(server);
    }
  }
}
