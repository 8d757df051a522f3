package dev.claudeworker.cli;

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
   * Waits for the end of a task that was handed over just now, and prints its result.
   *
   * @param submitted the task as it was answered
   * @return the exit code that tells its result
   */
  int untilResult(TaskDocument submitted) throws InterruptedException {
    try (var _ = new Farewell(() -> sayItGoesOn(submitted.id()))) {
      TaskDocument ended = follow(submitted, ProgressDisplay.of(session, json));
      return json ? TaskPrinter.exitCode(ended) : new TaskPrinter(session).result(ended);
    }
  }

  /**
   * Waits for the end of any task, and prints all about it.
   *
   * @param task the task as it stands
   * @return the exit code that tells its result
   */
  int untilReport(TaskDocument task) throws InterruptedException {
    boolean redrawn = !json && session.output().isRedrawable();
    TaskDocument ended = follow(task, redrawn ? new RedrawnReport(session) : ProgressDisplay.of(session, json));
    if (!json) {
      new TaskPrinter(session).report(ended);
    }
    return TaskPrinter.exitCode(ended);
  }

  private TaskDocument follow(TaskDocument first, ProgressDisplay display) throws InterruptedException {
    try (display) {
      var pace = new PollPace();
      server.expect(first.id());
      TaskDocument task = first;
      display.show(task);
      while (!task.hasEnded()) {
        pace.pause(display::tick);
        task = server.task(first.id());
        display.show(task);
      }
      return task;
    }
  }

  private void sayItGoesOn(long id) {
    session.output()
        .note("\nTask " + id + " goes on in the background. End it with 'claude-worker cancel " + id + "'.");
  }
}
