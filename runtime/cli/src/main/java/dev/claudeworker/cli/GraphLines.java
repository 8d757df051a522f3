package dev.claudeworker.cli;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An orchestration as lines: a headline with a bar, then one line per task, grouped by level.
 *
 * @param style colours
 * @param now the moment
 * @param zone where it is read
 */
record GraphLines(Style style, Instant now, ZoneId zone) {

  private static final int BAR = 24;
  private static final int LONGEST_NAME = 40;
  private static final String SEPARATOR = " · ";

  List<String> of(OrchestrationDocument orchestration) {
    List<MemberDocument> tasks = orchestration.tasks();
    List<String> lines = new ArrayList<>();
    lines.add(headline(orchestration));
    lines.add(progress(orchestration, tasks));
    int width = tasks.stream().mapToInt(task -> TextWidth.of(task.identifier())).max().orElse(0);
    int level = 0;
    for (List<MemberDocument> together : GraphLevels.of(tasks)) {
      lines.add(style.dim("Level " + level++));
      together.forEach(task -> lines.add(line(task, Math.min(width, LONGEST_NAME))));
    }
    return lines;
  }

  String headline(OrchestrationDocument orchestration) {
    String name = orchestration.name().isEmpty() ? "" : " (" + orchestration.name() + ")";
    String status = orchestration.status().replace('_', ' ');
    return "Orchestration " + orchestration.id() + name + " is " + style.status(orchestration.status(), status);
  }

  private String progress(OrchestrationDocument orchestration, List<MemberDocument> tasks) {
    long total = Math.max(1, orchestration.count("total"));
    long ended = orchestration.ended();
    int full = Math.toIntExact(BAR * ended / total);
    List<String> parts = new ArrayList<>();
    parts.add("█".repeat(full) + "░".repeat(BAR - full) + " " + ended + "/" + orchestration.count("total"));
    for (String state : List.of("running", "failed", "skipped", "cancelled")) {
      if (orchestration.count(state) > 0) {
        parts.add(style.status(state, orchestration.count(state) + " " + state));
      }
    }
    orchestration.runtime(now).map(Times::duration).ifPresent(parts::add);
    BigDecimal cost = tasks.stream().map(MemberDocument::cost).reduce(BigDecimal.ZERO, BigDecimal::add);
    if (cost.signum() > 0) {
      parts.add(Times.money(cost));
    }
    remaining(orchestration, total, ended).map(left -> "about " + Times.duration(left) + " left").ifPresent(parts::add);
    return String.join(SEPARATOR, parts);
  }

  /** As if the rest took as long per task as what has ended. */
  private Optional<Duration> remaining(OrchestrationDocument orchestration, long total, long ended) {
    return ended == 0 || orchestration.hasEnded()
        ? Optional.empty()
        : orchestration.runtime(now).map(so -> so.multipliedBy(total - ended).dividedBy(ended));
  }

  private String line(MemberDocument task, int width) {
    var parts = new ArrayList<String>();
    task.runtime(now).map(Times::duration).ifPresent(parts::add);
    if (task.cost().signum() > 0) {
      parts.add(Times.money(task.cost()));
    }
    String remark = task.remark(now, zone);
    if (!remark.isEmpty()) {
      parts.add(remark);
    }
    String cut = TextWidth.cut(task.identifier(), width);
    String name = parts.isEmpty() ? cut : TextWidth.pad(cut, width);
    return "  " + style.status(task.status(), symbol(task.status()) + " " + name)
        + (parts.isEmpty() ? "" : "  " + String.join(SEPARATOR, parts));
  }

  static String symbol(String status) {
    return switch (status) {
      case "completed" -> "✓";
      case "failed" -> "✗";
      case "running" -> "▶";
      case "waiting" -> "◌";
      case "skipped" -> "·";
      case "cancelled" -> "─";
      default -> "○";
    };
  }
}
