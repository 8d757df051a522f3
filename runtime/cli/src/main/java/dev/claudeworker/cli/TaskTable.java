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
  private static final int WIDTH_WITH_AGE = 50;
  private static final int WIDTH_WITH_REMARK = 72;
  private static final String GAP = "  ";

  private final Style style;
  private final Instant now;
  private final ZoneId zone;

  TaskTable(Style style, Instant now, ZoneId zone) {
    this.style = style;
    this.now = now;
    this.zone = zone;
  }

  List<String> table(List<TaskDocument> tasks, int columns) {
    int idWidth = tasks.stream().mapToInt(task -> Long.toString(task.id()).length()).max().orElse(2);
    int left = columns - Math.max(2, idWidth) - GAP.length() - STATUS_WIDTH - GAP.length();
    boolean withAge = columns >= WIDTH_WITH_AGE;
    int forTexts = withAge ? left - AGE_WIDTH - GAP.length() : left;
    boolean withRemark = columns >= WIDTH_WITH_REMARK;
    int titleWidth = withRemark ? forTexts / 2 : forTexts;
    int remarkWidth = forTexts - titleWidth - GAP.length();

    List<String> lines = new ArrayList<>();
    lines.add(
        style.bold(
            (TextWidth.pad("ID", Math.max(2, idWidth)) + GAP + TextWidth.pad("STATUS", STATUS_WIDTH) + GAP
                + (withAge ? TextWidth.pad("CREATED", AGE_WIDTH) + GAP : "")
                + (withRemark ? TextWidth.pad("TASK", titleWidth) + GAP + "REMARK" : "TASK")).stripTrailing()));
    for (TaskDocument task : tasks) {
      String id = TextWidth.pad(Long.toString(task.id()), Math.max(2, idWidth));
      String status = style.status(task.status(), TextWidth.pad(task.status(), STATUS_WIDTH));
      String age = withAge ? TextWidth.pad(age(task), AGE_WIDTH) + GAP : "";
      String title = TextWidth.cut(task.title(), Math.max(1, titleWidth));
      String remark = withRemark ? GAP + style.dim(TextWidth.cut(remark(task), remarkWidth)) : "";
      lines.add((id + GAP + status + GAP + age + (withRemark ? TextWidth.pad(title, titleWidth) : title) + remark)
          .stripTrailing());
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
