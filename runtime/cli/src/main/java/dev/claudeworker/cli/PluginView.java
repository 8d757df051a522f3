package dev.claudeworker.cli;

import dev.claudeworker.cli.client.Fields;
import dev.claudeworker.cli.client.Json;
import dev.claudeworker.spi.JsonValue.JsonNull;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.JsonValue.JsonString;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A plugin for people.
 *
 * @param document what the server says about it
 */
record PluginView(JsonObject document) {

  private static final List<String> HEADINGS = List.of("NAME", "VERSION", "KIND", "STATE", "PROVIDES");
  private static final int STATE_COLUMN = 3;
  private static final int PROVIDES_COLUMN = 4;
  private static final String GAP = "  ";

  /** With less room for the last column, each plugin has lines of its own. */
  private static final int LEAST_ROOM = 16;

  /** Lines of a table, errors below their plugins. */
  static List<String> table(List<PluginView> plugins, Style style, int columns) {
    int[] widths = HEADINGS.stream().mapToInt(String::length).toArray();
    for (PluginView plugin : plugins) {
      for (int column = 0; column < widths.length; column++) {
        widths[column] = Math.max(widths[column], TextWidth.of(plugin.columns().get(column)));
      }
    }
    int room = columns - Arrays.stream(widths, 0, PROVIDES_COLUMN).map(width -> width + GAP.length()).sum();
    if (room < LEAST_ROOM) {
      return plugins.stream().flatMap(plugin -> plugin.lines(style, columns)).toList();
    }
    List<String> lines = new ArrayList<>(List.of(style.bold(row(HEADINGS, widths, style, room))));
    for (PluginView plugin : plugins) {
      lines.add(row(plugin.columns(), widths, style, room));
      plugin.error().forEach(line -> lines.addAll(indented(line, columns)));
    }
    return lines;
  }

  /** What does not fit into the last column goes on below it. */
  private static String row(List<String> cells, int[] widths, Style style, int room) {
    var row = new StringBuilder();
    for (int column = 0; column < PROVIDES_COLUMN; column++) {
      String cell = TextWidth.pad(cells.get(column), widths[column]);
      row.append(column == STATE_COLUMN ? coloured(cell, style) : cell).append(GAP);
    }
    String below = "\n" + " ".repeat(TextWidth.of(row.toString()));
    return row.append(String.join(below, FoldedText.lines(cells.get(PROVIDES_COLUMN), room)))
        .toString()
        .stripTrailing();
  }

  /** Its lines where a table has no room. */
  private Stream<String> lines(Style style, int columns) {
    Stream<String> facts = Stream.concat(
        Stream.of(text("kind"), coloured(text("state"), style)),
        Stream.concat(Stream.of(String.join(", ", Fields.texts(document, "provides"))), error().stream()));
    return Stream.concat(
        FoldedText.lines((text("name") + " " + text("version")).strip(), columns).stream().map(style::bold),
        facts.filter(fact -> !fact.isEmpty()).flatMap(fact -> indented(fact, columns).stream()));
  }

  private static List<String> indented(String text, int columns) {
    return FoldedText.lines(text, columns - GAP.length()).stream().map(line -> GAP + line).toList();
  }

  private static String coloured(String state, Style style) {
    return switch (state.strip()) {
      case "active" -> style.green(state);
      case "failed" -> style.red(state);
      case "disabled" -> style.yellow(state);
      default -> state;
    };
  }

  /** Name, version, kind, state, what it provides. */
  List<String> columns() {
    return List.of(
        text("name"), text("version"), text("kind"), text("state"),
        String.join(", ", Fields.texts(document, "provides")));
  }

  boolean isActive() {
    return text("state").equals("active");
  }

  /** What is wrong with it and what to do; empty if nothing is. */
  List<String> error() {
    JsonObject error = Fields.object(document, "error");
    return error.members().isEmpty()
        ? List.of()
        : List.of(
            Printable.line(Fields.textOrEmpty(error, "message")),
            Printable.line(Fields.textOrEmpty(error, "suggestion")));
  }

  /** Everything, a line for each fact. */
  List<String> report() {
    List<String> lines = new ArrayList<>();
    fact(lines, "Name", text("name") + " " + text("version"));
    fact(lines, "State", text("state"));
    error().forEach(line -> fact(lines, "", line));
    fact(lines, "Kind", text("kind"));
    fact(lines, "", text("remark"));
    fact(lines, "Provides", String.join(", ", Fields.texts(document, "provides")));
    fact(lines, "File", text("file") + (Fields.flag(document, "installed") ? " (came with the program)" : ""));
    fact(lines, "SHA-256", text("sha256"));
    fact(lines, "Signed by", text("signer"));
    for (JsonObject key : Fields.objects(document, "configuration")) {
      lines.add("  plugins." + text("name") + "." + Fields.textOrEmpty(key, "key") + " = " + value(key) + " ("
          + Printable.line(Fields.textOrEmpty(key, "origin")) + ")");
      lines.add("      " + Printable.line(Fields.textOrEmpty(key, "description")));
    }
    return lines;
  }

  private static void fact(List<String> lines, String name, String value) {
    if (!value.isBlank()) {
      lines.add(TextWidth.pad(name.isEmpty() ? "" : name + ":", 12) + value);
    }
  }

  private static String value(JsonObject key) {
    return key.get("value")
        .map(value -> switch (value) {
          case JsonString(String text) -> Printable.line(text);
          case JsonNull _ -> "not set";
          default -> Json.print(value);
        })
        .orElse("not set");
  }

  private String text(String member) {
    return Printable.line(Fields.textOrEmpty(document, member));
  }
}
