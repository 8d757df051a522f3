package dev.claudeworker.cli;

import dev.claudeworker.cli.client.ExitCodes;
import dev.claudeworker.cli.client.ServerApi;

/** Stays with a task until it has ended, whatever its result, and shows what it does meanwhile. */
final class TaskWatch {

  private final Session session;
  private final PatientServer server;
  private final boolean json;

  TaskWatch(Session session, ServerApi server, boolean json) {
    this.session = session;
    this.server = new PatientServer(session, server);
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
      pace.pause(progress::tick);
      task = new TaskDocument(server.ask(api -> api.get(TaskNumbers.path(submitted.id()))));
      progress.show(task);
    }
    return task;
  }

  private void sayItGoesOn(long id) {
    session.output()
        .note("\nTask " + id + " goes on in the background. End it with 'claude-worker cancel " + id + "'.");
  }
}
