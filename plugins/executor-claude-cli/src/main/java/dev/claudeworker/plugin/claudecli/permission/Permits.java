package dev.claudeworker.plugin.claudecli.permission;

import dev.claudeworker.spi.JsonValue;
import dev.claudeworker.spi.JsonValue.JsonArray;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.JsonValue.JsonString;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a person is asked for, or has allowed.
 *
 * @param rules rules of tools, in the program's own form
 * @param directories where files may be changed besides the working directory
 * @param calls single calls, each as the text by which the program describes it
 */
record Permits(List<String> rules, List<String> directories, List<String> calls) {

  static final Permits NONE = new Permits(List.of(), List.of(), List.of());

  /** Each once, in the order in which they came. */
  Permits {
    rules = rules.stream().distinct().toList();
    directories = directories.stream().distinct().toList();
    calls = calls.stream().distinct().toList();
  }

  Permits plus(Permits more) {
    return new Permits(joined(rules, more.rules), joined(directories, more.directories), joined(calls, more.calls));
  }

  private static List<String> joined(List<String> first, List<String> second) {
    return Stream.concat(first.stream(), second.stream()).toList();
  }

  JsonObject toJson() {
    return JsonObject.EMPTY.with("rules", JsonArray.ofTexts(rules))
        .with("directories", JsonArray.ofTexts(directories))
        .with("calls", JsonArray.ofTexts(calls));
  }

  static Permits of(JsonValue value) {
    return value instanceof JsonObject object
        ? new Permits(texts(object, "rules"), texts(object, "directories"), texts(object, "calls"))
        : NONE;
  }

  private static List<String> texts(JsonObject object, String name) {
    return object.get(name).orElse(JsonObject.EMPTY) instanceof JsonArray(List<JsonValue> items)
        ? items.stream().filter(JsonString.class::isInstance).map(item -> ((JsonString) item).text()).toList()
        : List.of();
  }
}
