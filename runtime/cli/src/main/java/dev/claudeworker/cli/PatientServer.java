package dev.claudeworker.cli;

import dev.claudeworker.cli.client.CommandFailure;
import dev.claudeworker.cli.client.ExitCodes;
import dev.claudeworker.cli.client.ServerApi;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;

/** The server for commands that take long: one that is being restarted meanwhile is found again. */
final class PatientServer {

  private static final int TRIES = 60;
  private static final long PAUSE_MS = 500;

  private final Session session;
  private final Set<Long> seen = new HashSet<>();
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

  /** Remembers that a task was there. */
  void expect(long id) {
    seen.add(id);
  }

  /** A task; one that was there before and is not any more was deleted meanwhile. */
  TaskDocument task(long id) throws InterruptedException {
    try {
      var task = new TaskDocument(ask(api -> api.get(TaskNumbers.path(id))));
      expect(id);
      return task;
    } catch (CommandFailure failure) {
      if (failure.exitCode() == ExitCodes.NOT_FOUND && seen.contains(id)) {
        throw new CommandFailure(
            ExitCodes.NOT_FOUND, "task " + id + " was deleted meanwhile",
            "Nothing of it is left; see 'claude-worker list'.");
      }
      throw failure;
    }
  }
}
