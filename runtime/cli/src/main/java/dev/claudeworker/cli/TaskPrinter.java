package dev.claudeworker.cli;

import dev.claudeworker.cli.client.ExitCodes;
import java.util.ArrayList;
import java.util.List;

/** Prints tasks for whoever reads the output. */
final class TaskPrinter {

  private final Session session;
  private final Output output;

  TaskPrinter(Session session) {
    this.session = session;
    this.output = session.output();
  }

  void list(List<TaskDocument> tasks) {
    var table = new TaskTable(output.style(), session.now(), session.zone());
    if (!output.isForPeople()) {
      table.separatedByTabs(tasks).forEach(output::line);
    } else if (tasks.isEmpty()) {
      output.note("No tasks. Hand one over with: claude-worker run \"...\"");
    } else {
      table.table(tasks, output.terminal().size().columns()).forEach(output::line);
    }
  }

  void report(TaskDocument task) {
    TaskReport.of(task, output.style(), session.now(), session.zone()).forEach(output::line);
  }

  /**
   * The end of a task: its result to standard output, all else to standard error.
   *
   * @return the exit code that tells it
   */
  int result(TaskDocument task) {
    if (task.isCompleted()) {
      if (!task.result().isEmpty()) {
        output.line(task.result().stripTrailing());
      }
    } else {
      output.note(endedBadly(task));
    }
    Style style = output.errorStyle();
    TaskReport.deniedRemark(task).ifPresent(remark -> output.note(style.yellow("Denied: ") + remark));
    output.note(style.dim(footing(task)));
    return exitCode(task);
  }

  static int exitCode(TaskDocument task) {
    return task.isCompleted() ? ExitCodes.OK : ExitCodes.FAILED;
  }

  private String endedBadly(TaskDocument task) {
    Style style = output.errorStyle();
    String message = task.errorMessage().isEmpty() ? "" : ": " + task.errorMessage();
    String suggestion = task.suggestion().isEmpty() ? "" : "\n  " + task.suggestion().replace("\n", "\n  ");
    return style.status(task.status(), "Task " + task.id() + " " + task.status()) + message + suggestion;
  }

  private String footing(TaskDocument task) {
    var parts = new ArrayList<String>();
    parts.add("task " + task.id() + " " + task.status());
    task.runtime(session.now()).ifPresent(runtime -> parts.add(Times.duration(runtime)));
    parts.addAll(task.usage().progress());
    return String.join(" · ", parts);
  }
}
