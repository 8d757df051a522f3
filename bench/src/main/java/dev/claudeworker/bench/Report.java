package dev.claudeworker.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The figures of one measurement, beside their goals. */
final class Report {

  private record Row(String figure, String measured, String goal, String verdict) {}

  private final String name;
  private final Scale scale;
  private final List<Row> rows = new ArrayList<>();

  Report(String name, Scale scale) {
    this.name = name;
    this.scale = scale;
  }

  /** A figure that explains others. */
  void figure(String figure, String measured) {
    add(new Row(figure, measured, "", ""));
  }

  /** A figure that shall stay below a goal. */
  void below(String figure, double measured, double goal, String unit) {
    add(new Row(figure, text(measured, unit), "< " + text(goal, unit), verdict(measured < goal)));
  }

  /** A figure that shall reach a goal. */
  void atLeast(String figure, double measured, double goal, String unit) {
    add(new Row(figure, text(measured, unit), ">= " + text(goal, unit), verdict(measured >= goal)));
  }

  /** A ratio that shall not exceed a goal. */
  void atMost(String figure, double measured, double goal, String unit) {
    add(new Row(figure, text(measured, unit), "<= " + text(goal, unit), verdict(measured <= goal)));
  }

  /** Goals are for full runs on a quiet machine. */
  private String verdict(boolean met) {
    return scale.small() ? "" : met ? "met" : "MISSED";
  }

  String markdown(String loadBefore, String loadAfter) {
    var text = new StringBuilder(
        "### %s%n%nLoad before: %s, after: %s%n%n| Figure | Measured | Goal | |%n|---|---|---|---|%n"
            .formatted(name, loadBefore, loadAfter));
    for (Row row : rows) {
      text.append("| %s | %s | %s | %s |%n".formatted(row.figure, row.measured, row.goal, row.verdict));
    }
    return text.toString();
  }

  /** A measurement may take minutes; whoever watches sees each figure at once. */
  private void add(Row row) {
    rows.add(row);
    System.err.println(name + ": " + row.figure + ": " + row.measured + " " + row.goal + " " + row.verdict);
  }

  static String text(double value, String unit) {
    String number = value == Math.rint(value) || value >= 1000 ? "%,.0f" : value >= 10 ? "%.1f" : "%.2f";
    return String.format(Locale.ROOT, number, value) + (unit.isEmpty() ? "" : " " + unit);
  }
}
