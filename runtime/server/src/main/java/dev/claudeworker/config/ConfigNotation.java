package dev.claudeworker.config;

import dev.claudeworker.json.JacksonJsonCodec;
import dev.claudeworker.spi.JsonValue;
import dev.claudeworker.spi.JsonValue.JsonArray;
import dev.claudeworker.spi.JsonValue.JsonString;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Writes names and values as they stand in a configuration file.
 *
 * @param json whether the file is JSON, in which everything is quoted
 */
record ConfigNotation(boolean json) {

  static final int INDENT = 2;

  /** Texts that mean themselves in YAML without quotes; all others are quoted, which is never wrong. */
  private static final Pattern PLAIN =
      Pattern.compile("[A-Za-z/][A-Za-z0-9_./@%+()*-]*|\\d+(\\.\\d+)?(ms|s|m|h|d|KB|MB|GB)");

  private static final Set<String> WORDS_WITH_MEANING =
      Set.of("true", "false", "null", "yes", "no", "on", "off", "y", "n");

  /** A value on one line. */
  String inline(JsonValue value) {
    if (json) {
      return quoted(value);
    }
    return switch (value) {
      case JsonString(String text) when isPlain(text) -> text;
      case JsonArray(List<JsonValue> items) ->
          items.stream().map(this::inline).collect(Collectors.joining(", ", "[", "]"));
      default -> quoted(value);
    };
  }

  /** Names one below the other, and the value behind the last of them. */
  String block(List<String> names, JsonValue value, int column) {
    var lines = new StringBuilder();
    for (int depth = 0; depth < names.size(); depth++) {
      lines.append(depth == 0 ? "" : "\n")
          .repeat(" ", column + depth * INDENT)
          .append(name(names.get(depth)))
          .append(':');
    }
    return lines.append(' ').append(inline(value)).toString();
  }

  /** Names one inside the other, and the value behind the last of them. */
  String flow(List<String> names, JsonValue value) {
    String inner = names.size() == 1 ? inline(value) : "{" + flow(names.subList(1, names.size()), value) + "}";
    return name(names.getFirst()) + ": " + inner;
  }

  private String name(String name) {
    return json ? quoted(new JsonString(name)) : name;
  }

  private static boolean isPlain(String text) {
    return PLAIN.matcher(text).matches() && !WORDS_WITH_MEANING.contains(text.toLowerCase(Locale.ROOT));
  }

  private static String quoted(JsonValue value) {
    return new JacksonJsonCodec().print(value);
  }
}
