package dev.claudeworker.cli;

import dev.claudeworker.cli.client.ExitCodes;
import dev.claudeworker.cli.client.ServerApi;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Stays with an orchestration until it has ended: the graph on a terminal, a line for every change elsewhere. */
final class OrchestrationWatch {

  private final Session session;
  private final Output output;
  private final PatientServer server;
  private final boolean json;
  private final Duration pause;
  private final Map<Long, String> printed = new HashMap<>();

  OrchestrationWatch(Session session, ServerApi server, boolean json, Duration pause) {
    this.session = session;
    this.output = session.output();
    this.server = new PatientServer(session, server);
    this.json = json;
    this.pause = pause;
  }

  /**
   * Watches.
   *
   * @param id the orchestration
   * @return the exit code that tells its result
   */
  int untilEnded(long id) throws InterruptedException {
    boolean redrawn = !json && output.isRedrawable();
    OrchestrationDocument latest = redrawn ? redraw(id) : printChanges(id);
    if (redrawn) {
      lines().of(latest).forEach(output::line);
    }
    return latest.isCompleted() ? ExitCodes.OK : ExitCodes.FAILED;
  }

  private OrchestrationDocument redraw(long id) throws InterruptedException {
    try (RedrawnLines screen = session.redrawnOutput()) {
      OrchestrationDocument latest = read(id);
      while (!latest.hasEnded() && !output.isClosed()) {
        screen.draw(lines().of(latest));
        Thread.sleep(pause);
        latest = read(id);
      }
      return latest;
    }
  }

  private OrchestrationDocument printChanges(long id) throws InterruptedException {
    OrchestrationDocument latest = read(id);
    printChanges(latest);
    while (!latest.hasEnded() && !output.isClosed()) {
      Thread.sleep(pause);
      latest = read(id);
      printChanges(latest);
    }
    if (!json) {
      output.line("orchestration\t" + latest.status() + "\t" + latest.count("completed") + "/" + latest.count("total"));
    }
    return latest;
  }

  private void printChanges(OrchestrationDocument orchestration) {
    for (MemberDocument task : orchestration.tasks()) {
      String remark = task.remark(session.now(), session.zone());
      String line = task.identifier() + "\t" + task.status() + "\t" + remark;
      if (!line.equals(printed.put(task.id(), line))) {
        if (json) {
          output.jsonLine(task.json());
        } else {
          output.line(line);
        }
      }
    }
  }

  private OrchestrationDocument read(long id) throws InterruptedException {
    return new OrchestrationDocument(server.ask(api -> api.get(OrchestrationDocument.path(id))));
  }

  private GraphLines lines() {
    return new GraphLines(output.style(), session.now(), session.zone());
  }
}
