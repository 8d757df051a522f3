package dev.claudeworker.cli;

import dev.claudeworker.cli.client.Fields;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * A list of tasks. On a terminal a table that fits its width; otherwise one line per task, its fields (id, status, creation
 * time, title, remark) separated by tabs and never cut, without a heading.
 */
final class TaskTable {

  private static final int STATUS_WIDTH = 9;
  private static final int AGE_WIDTH = 8;
  private static final int COLUMNS_FOR_AGE = 50;
  private static final int COLUMNS_FOR_REMARK = 72;

  private final Style style;
  private final Instant now;
  private final ZoneId zone;

  TaskTable(Style style, Instant now, ZoneId zone) {
    this.style = style;
    this.now = now;
    this.zone = zone;
  }

  /** How wide the columns are; 0 = left out. */
  private record Layout(int id, int age, int title, int remark, String gap) {

    static Layout of(List<TaskDocument> tasks, int columns) {
      int id = tasks.stream().mapToInt(task -> Long.toString(task.id()).length()).max().orElse(0);
      int idWidth = Math.max(2, id);
      String gap = columns < COLUMNS_FOR_AGE ? " " : "  ";
      int age = columns < COLUMNS_FOR_AGE ? 0 : AGE_WIDTH;
      int texts =
          Math.max(1, columns - idWidth - STATUS_WIDTH - 2 * gap.length() - (age == 0 ? 0 : age + gap.length()));
      int remark = columns < COLUMNS_FOR_REMARK ? 0 : (texts - gap.length()) / 2;
      return new Layout(idWidth, age, remark == 0 ? texts : texts - gap.length() - remark, remark, gap);
    }

    /** The cells beside each other; the state is given with and without its colour. */
    String line(String id, String status, String colouredStatus, String age, String title, String remark) {
      var line = new StringBuilder(TextWidth.pad(id, this.id)).append(gap);
      line.append(colouredStatus).append(" ".repeat(STATUS_WIDTH - status.length())).append(gap);
      if (this.age > 0) {
        line.append(TextWidth.pad(age, this.age)).append(gap);
      }
      line.append(TextWidth.pad(TextWidth.cut(title, this.title), this.title));
      if (this.remark > 0) {
        line.append(gap).append(TextWidth.cut(remark, this.remark));
      }
      return line.toString().stripTrailing();
    }
  }

  List<String> table(List<TaskDocument> tasks, int columns) {
    Layout layout = Layout.of(tasks, columns);
    List<String> lines = new ArrayList<>();
    lines.add(style.bold(layout.line("ID", "STATUS", "STATUS", "CREATED", "TASK", "REMARK")));
    for (TaskDocument task : tasks) {
      String status = TextWidth.cut(task.status(), STATUS_WIDTH);
      lines.add(layout.line(
          Long.toString(task.id()), status, style.status(task.status(), status), age(task), task.title(),
          remark(task)));
    }
    return lines;
  }

  List<String> separatedByTabs(List<TaskDocument> tasks) {
    return tasks.stream()
        .map(
            task -> String.join("\t", Long.toString(task.id()), task.status(),
                Fields.textOrEmpty(task.json(), "created_at"), task.title(), remark(task)))
        .toList();
  }

  /** What a person most wants to know of a task in this state. */
  private String remark(TaskDocument task) {
    return switch (task.status()) {
      case "pending", "waiting" -> task.waitReason().map(reason -> reason.describe(now, zone)).orElse("");
      case "completed" -> completed(task);
      case "failed", "skipped" -> Printable.line(task.errorMessage());
      default -> task.lastAction();
    };
  }

  private static String completed(TaskDocument task) {
    String denied = task.deniedToolCalls() == 0 ? "" : task.deniedToolCalls() + " denied! ";
    String cost = task.usage().cost().signum() == 0 ? "" : Times.money(task.usage().cost()) + " ";
    return (denied + cost + Printable.line(task.result())).strip();
  }

  private String age(TaskDocument task) {
    return task.createdAt().map(created -> Times.age(created, now)).orElse("");
  }
}
