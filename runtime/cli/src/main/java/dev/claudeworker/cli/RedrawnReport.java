package dev.claudeworker.cli;

import java.util.List;
import java.util.Optional;

/** Everything about a task, drawn again and again while it runs. */
final class RedrawnReport implements ProgressDisplay {

  private final Session session;
  private final RedrawnLines lines;
  private Optional<TaskDocument> latest = Optional.empty();

  RedrawnReport(Session session) {
    this.session = session;
    this.lines = session.redrawnOutput();
  }

  @Override
  public void show(TaskDocument task) {
    latest = Optional.of(task);
    tick();
  }

  @Override
  public void tick() {
    latest.ifPresent(task -> {
      List<String> report = TaskReport.of(task, session.output().style(), session.now(), session.zone());
      lines.draw(report.stream().flatMap(String::lines).toList());
    });
  }

  @Override
  public void close() {
    lines.close();
  }
}
