package dev.claudeworker.cli;

import java.util.ArrayList;
import java.util.List;

/** Shows some tasks while they run: a table that is drawn again and again on a terminal, otherwise a line for every change. */
final class DemoScreen {

  private final Session session;
  private final Output output;
  private List<String> last = List.of();

  DemoScreen(Session session) {
    this.session = session;
    this.output = session.output();
  }

  void show(List<TaskDocument> tasks) {
    if (output.isForPeople()) {
      redraw(tasks);
    } else {
      printChanges(tasks);
    }
  }

  private void redraw(List<TaskDocument> tasks) {
    int columns = output.terminal().columns().getAsInt() - 1;
    List<String> lines =
        new TaskTable(output.style(), session.now(), session.zone()).table(tasks, columns);
    var frame = new StringBuilder();
    if (!last.isEmpty()) {
      frame.append("\033[").append(last.size()).append("A");
    }
    lines.forEach(line -> frame.append("\033[2K").append(line).append('\n'));
    output.out().print(frame);
    output.out().flush();
    last = lines;
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
