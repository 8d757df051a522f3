package dev.claudeworker.cli;

import dev.claudeworker.cli.client.Fields;
import dev.claudeworker.spi.JsonValue.JsonArray;
import dev.claudeworker.spi.JsonValue.JsonNumber;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.JsonValue.JsonString;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/** What {@code doctor --torture} found, for people. */
final class TortureVerdict {

  private static final String PROMISES = "docs/promises.md";

  private TortureVerdict() {}

  static void print(JsonObject found, Output output) {
    var lines = new CheckLines(output);
    JsonObject sync = object(found, "sync");
    JsonObject commits = object(found, "commits");
    lines.print("ok", "disk", "writes and syncs 4 KB in " + times(sync) + ", in " + text(found, "folder"), "");
    lines.print("ok", "commits",
        whole(commits, "per_second") + " a second by one client (" + times(commits) + "), "
            + whole(commits, "per_second_together") + " by " + whole(commits, "clients") + " clients, in "
            + database(found),
        "");
    kills(found, lines);
    if (found.get("lost").isPresent()) {
      checked(found, lines);
    }
    warnings(found, lines);
    output.line(Fields.flag(found, "kept")
        ? "Everything that is promised was kept."
        : output.style().bold("Not everything that is promised was kept. Please report it, with this output.")
            + " What is promised: " + PROMISES);
  }

  private static void kills(JsonObject found, CheckLines lines) {
    JsonObject kills = object(found, "kills");
    long all = number(kills, "server").add(number(kills, "machine")).longValue();
    JsonObject recovery = object(found, "recovery");
    String counted = whole(kills, "survived") + " of " + all + " survived: " + whole(kills, "server")
        + " of the server, " + whole(kills, "machine") + " of server and tasks together";
    lines.print(
        text(found, "gone").isEmpty() ? "ok" : "problem", "kills",
        counted + (recovery.members().isEmpty() ? "" : "; works again after " + seconds(recovery)),
        text(found, "gone"));
  }

  private static void checked(JsonObject found, CheckLines lines) {
    boolean lost = number(found, "lost").signum() > 0;
    lines.print(lost ? "problem" : "ok", "tasks",
        whole(found, "tasks") + " acknowledged, " + whole(found, "lost") + " lost; " + whole(found, "children")
            + " programs ran, " + whole(found, "calls") + " calls were answered",
        "");
    boolean violated = number(found, "violations").signum() > 0;
    lines.print(violated ? "problem" : "ok", "violations", whole(found, "violations"), "");
    Fields.objects(found, "told")
        .forEach(each -> lines.print("problem", "", text(each, "promise") + ": task " + text(each, "task") + " "
            + text(each, "what"), ""));
  }

  private static void warnings(JsonObject found, CheckLines lines) {
    if (found.get("warnings").orElse(null) instanceof JsonArray(var items)) {
      items.forEach(item -> lines.print("warning", "power cut", item instanceof JsonString(String words) ? words : "",
          ""));
    }
  }

  private static String database(JsonObject found) {
    String place = text(found, "database");
    return text(found, "storage") + (place.isEmpty() ? "" : " (" + place + ")");
  }

  private static String times(JsonObject measured) {
    return millis(measured, "p50_ms") + " ms, p99 " + millis(measured, "p99_ms") + " ms";
  }

  private static String seconds(JsonObject measured) {
    BigDecimal thousand = BigDecimal.valueOf(1_000);
    return number(measured, "p50_ms").divide(thousand, 1, RoundingMode.HALF_UP) + " s, p99 "
        + number(measured, "p99_ms").divide(thousand, 1, RoundingMode.HALF_UP) + " s";
  }

  private static String millis(JsonObject measured, String name) {
    return number(measured, name).setScale(2, RoundingMode.HALF_UP).toPlainString();
  }

  private static String whole(JsonObject found, String name) {
    return String.format(Locale.ROOT, "%,d", number(found, name).longValue());
  }

  private static BigDecimal number(JsonObject found, String name) {
    return found.get(name).orElse(null) instanceof JsonNumber(var value) ? value : BigDecimal.ZERO;
  }

  private static JsonObject object(JsonObject found, String name) {
    return found.get(name).orElse(null) instanceof JsonObject member ? member : JsonObject.EMPTY;
  }

  private static String text(JsonObject found, String name) {
    return Fields.textOrEmpty(found, name);
  }
}
