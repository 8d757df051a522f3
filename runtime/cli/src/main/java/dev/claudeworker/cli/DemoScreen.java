package dev.claudeworker.cli;

import java.util.ArrayList;
import java.util.List;

/** Shows some tasks while they run: a table that is drawn again and again on a terminal, otherwise a line for every change. */
final class DemoScreen {

  private final Session session;
  private final Output output;
  private final RedrawnLines screen;
  private List<String> last = List.of();

  DemoScreen(Session session) {
    this.session = session;
    this.output = session.output();
    this.screen = session.redrawnOutput();
  }

  void show(List<TaskDocument> tasks) {
    if (output.isRedrawable()) {
      redraw(tasks);
    } else {
      printChanges(tasks);
    }
  }

  private void redraw(List<TaskDocument> tasks) {
    screen.draw(
        new TaskTable(output.style(), session.now(), session.zone()).table(tasks, screen.room().columns()));
  }

  private void printChanges(List<TaskDocument> tasks) {
    List<String> lines = new ArrayList<>();
    for (TaskDocument task : tasks) {
      lines.add("  " + task.id() + "  " + ProgressText.of(task, session));
    }
    lines.stream().filter(line -> !last.contains(line)).forEach(output::line);
    last = lines;
  }
}
