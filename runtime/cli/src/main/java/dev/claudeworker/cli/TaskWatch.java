package dev.claudeworker.cli;

import dev.claudeworker.cli.client.CommandFailure;
import dev.claudeworker.cli.client.ExitCodes;
import dev.claudeworker.cli.client.ServerApi;
import dev.claudeworker.spi.JsonValue.JsonObject;
import java.util.Objects;

/** Stays with a task until it has ended, whatever its result, and shows what it does meanwhile. */
final class TaskWatch {

  /** With the waits between them about half a minute. */
  private static final int MAX_TRIES = 60;

  private final Session session;
  private final ServerApi server;
  private final boolean json;

  TaskWatch(Session session, ServerApi server, boolean json) {
    this.session = session;
    this.server = server;
    this.json = json;
  }

  /**
   * Waits for the end.
   *
   * @param submitted the task as it was answered
   * @return the exit code that tells its result
   */
  int untilEnd(TaskDocument submitted) {
    Thread farewell = new Thread(() -> sayItGoesOn(submitted.id()));
    Runtime.getRuntime().addShutdownHook(farewell);
    TaskDocument ended;
    try (var progress = ProgressDisplay.of(session, json)) {
      ended = follow(submitted, progress);
    } catch (InterruptedException stopped) {
      return ExitCodes.INTERRUPTED;
    }
    Runtime.getRuntime().removeShutdownHook(farewell);
    return json ? TaskPrinter.exitCode(ended) : new TaskPrinter(session).result(ended);
  }

  private TaskDocument follow(TaskDocument submitted, ProgressDisplay progress) throws InterruptedException {
    var pace = new PollPace();
    TaskDocument task = submitted;
    progress.show(task);
    while (!task.hasEnded()) {
      pace.pause();
      task = new TaskDocument(current(submitted.id()));
      progress.show(task);
    }
    return task;
  }

  private JsonObject current(long id) throws InterruptedException {
    var patience = new PollPace();
    CommandFailure last = null;
    // A server that is being restarted comes back; the task is still its.
    for (int tries = 0; tries < MAX_TRIES; tries++) {
      try {
        return (last == null ? server : session.server()).get(TaskNumbers.path(id));
      } catch (CommandFailure failure) {
        if (failure.exitCode() != ExitCodes.UNREACHABLE) {
          throw failure;
        }
        last = failure;
        patience.pause();
      }
    }
    throw Objects.requireNonNull(last);
  }

  private void sayItGoesOn(long id) {
    session.output()
        .note(
            "\nTask " + id + " goes on in the background. See 'claude-worker status " + id
                + "'; end it with 'claude-worker cancel "
                + id + "'.");
  }
}
