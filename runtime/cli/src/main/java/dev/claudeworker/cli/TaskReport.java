package dev.claudeworker.cli;

import dev.claudeworker.cli.client.Fields;
import dev.claudeworker.spi.JsonValue.JsonObject;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Everything about one task, for a person. */
final class TaskReport {

  private static final int LABEL_WIDTH = 11;

  private final TaskDocument task;
  private final Style style;
  private final Instant now;
  private final ZoneId zone;
  private final List<String> lines = new ArrayList<>();

  private TaskReport(TaskDocument task, Style style, Instant now, ZoneId zone) {
    this.task = task;
    this.style = style;
    this.now = now;
    this.zone = zone;
  }

  static List<String> of(TaskDocument task, Style style, Instant now, ZoneId zone) {
    var report = new TaskReport(task, style, now, zone);
    report.head();
    report.work();
    report.timesAndUsage();
    report.outcome();
    return report.lines;
  }

  /** The remark that belongs wherever a result is shown. */
  static Optional<String> deniedRemark(TaskDocument task) {
    long denied = task.deniedToolCalls();
    if (denied == 0) {
      return Optional.empty();
    }
    String calls = denied == 1 ? "1 tool call was" : denied + " tool calls were";
    return Optional.of(
        calls + " denied, so the work may be incomplete. See 'claude-worker logs " + task.id()
            + "'; allow tools with --allow or --permission-mode.");
  }

  private void head() {
    String name = Fields.text(task.json(), "name").map(text -> "  " + Printable.line(text)).orElse("");
    lines.add(
        style.bold("Task " + task.id()) + "  " + style.status(task.status(), task.status()) + style.bold(name));
    Fields.number(task.json(), "orchestration_id")
        .ifPresent(number -> field("Graph",
            "task '" + Printable.line(Fields.textOrEmpty(task.json(), "identifier")) + "' of orchestration "
                + number.toPlainString()));
    task.waitReason().ifPresent(reason -> {
      field("Waiting", reason.describe(now, zone));
      field("", reason.details());
    });
  }

  private void work() {
    JsonObject json = task.json();
    field("Prompt", Printable.lines(Fields.textOrEmpty(json, "execution_prompt")));
    field("Directory", Printable.line(Fields.textOrEmpty(json, "working_directory")));
    String model = Fields.text(json, "model").map(text -> ", " + Printable.line(text)).orElse("");
    field("Executor", Printable.line(Fields.textOrEmpty(json, "executor")) + model);
    field("Priority", Fields.number(json, "priority").map(Object::toString).orElse(""));
    field(
        "Labels",
        Fields.object(json, "labels")
            .members()
            .keySet()
            .stream()
            .map(label -> Printable.line(label + "=" + Fields.textOrEmpty(Fields.object(json, "labels"), label)))
            .collect(Collectors.joining(", ")));
    field("Depends on", String.join(", ", Fields.texts(json, "depends_on")));
  }

  private void timesAndUsage() {
    task.createdAt().ifPresent(at -> field("Created", moment(at)));
    Fields.instant(task.json(), "started_at").ifPresent(at -> field("Started", moment(at)));
    Fields.instant(task.json(), "ended_at").ifPresent(at -> field("Ended", moment(at)));
    task.runtime(now).ifPresent(runtime -> field("Runtime", Times.duration(runtime)));
    if (task.attempts() > 1) {
      field("Attempts", task.attempts() + failures());
    }
    field("Usage", String.join(" · ", task.usage().all()));
    if (!task.isCompleted()) {
      field("Last action", task.lastAction());
    }
  }

  private void outcome() {
    if (!task.isCompleted() && !task.errorMessage().isEmpty()) {
      field(task.status().equals("failed") ? style.red("Error") : "Last error", task.errorMessage());
      task.error().ifPresent(error -> {
        field("Code", Printable.line(Fields.textOrEmpty(error, "code")));
        field("Try this", task.suggestion());
      });
    }
    deniedRemark(task).ifPresent(remark -> field(style.yellow("Denied"), remark));
    if (!task.result().isEmpty()) {
      lines.add("");
      lines.add(task.result().stripTrailing());
    }
  }

  private String failures() {
    long failures = Fields.count(task.json(), "failures");
    return failures == 0 ? "" : failures == 1 ? " (1 failure)" : " (" + failures + " failures)";
  }

  private String moment(Instant at) {
    return Times.moment(at, zone) + style.dim(" (" + Times.age(at, now) + ")");
  }

  private void field(String label, String value) {
    if (!value.isEmpty()) {
      String padding = " ".repeat(Math.max(0, LABEL_WIDTH - TextWidth.of(label)));
      lines.add("  " + style.dim(label) + padding + "  " + value.replace("\n", "\n" + " ".repeat(LABEL_WIDTH + 4)));
    }
  }
}
