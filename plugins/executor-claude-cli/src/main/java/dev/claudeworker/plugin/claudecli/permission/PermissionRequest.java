package dev.claudeworker.plugin.claudecli.permission;

import dev.claudeworker.spi.JsonCodec;
import dev.claudeworker.spi.JsonSyntaxException;
import dev.claudeworker.spi.JsonValue;
import dev.claudeworker.spi.JsonValue.JsonArray;
import dev.claudeworker.spi.JsonValue.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the program would ask the person at its terminal, as its hook tells it.
 *
 * @param tool the tool it wants to use
 * @param input what for
 * @param permits what a yes allows: this call as it is, and the rules or directories that the program itself suggests
 */
record PermissionRequest(String tool, JsonObject input, Permits permits) {

  private static final String TOOL = "tool_name";
  private static final String INPUT = "tool_input";
  private static final String SUGGESTIONS = "permission_suggestions";

  /** Reads what the hook was given; empty if it is none. */
  static Optional<PermissionRequest> read(String text, JsonCodec json) {
    try {
      return json.parse(text) instanceof JsonObject told ? of(told, text, json) : Optional.empty();
    } catch (JsonSyntaxException cutOff) {
      return Optional.empty();
    }
  }

  private static Optional<PermissionRequest> of(JsonObject told, String text, JsonCodec json) {
    Optional<String> tool = told.text(TOOL);
    if (tool.isEmpty() || !(told.get(INPUT).orElse(new JsonArray(List.of())) instanceof JsonObject input)) {
      return Optional.empty();
    }
    List<String> rules = new ArrayList<>();
    List<String> directories = new ArrayList<>();
    for (JsonObject suggestion : objects(told, SUGGESTIONS)) {
      objects(suggestion, "rules").forEach(rule -> rules.add(rule(rule)));
      directories.addAll(Permits.of(suggestion).directories());
    }
    List<String> call = call(told, text, json).map(List::of).orElse(List.of());
    // Without the call itself and without a suggestion only the tool as a whole is left to be allowed.
    if (call.isEmpty() && rules.isEmpty() && directories.isEmpty()) {
      rules.add(tool.get());
    }
    return Optional.of(new PermissionRequest(tool.get(), input, new Permits(rules, directories, call)));
  }

  private static String rule(JsonObject rule) {
    String tool = rule.text("toolName").orElse("");
    return rule.text("ruleContent").map(content -> tool + "(" + content + ")").orElse(tool);
  }

  /** The members that say what is to be done, character by character: the hook of a later attempt looks for them. */
  private static Optional<String> call(JsonObject told, String text, JsonCodec json) {
    int begin = text.indexOf("\"" + TOOL + "\":");
    int end = text.lastIndexOf(",\"" + SUGGESTIONS + "\":");
    if (begin < 0) {
      return Optional.empty();
    }
    String members = text.substring(begin, end > begin ? end : text.lastIndexOf('}'));
    JsonObject wanted = JsonObject.EMPTY.with(TOOL, told.get(TOOL).orElseThrow())
        .with(INPUT, told.get(INPUT).orElseThrow());
    try {
      return json.parse("{" + members + "}").equals(wanted) ? Optional.of(members) : Optional.empty();
    } catch (JsonSyntaxException otherOrder) {
      return Optional.empty();
    }
  }

  private static List<JsonObject> objects(JsonObject object, String name) {
    return object.get(name).orElse(JsonObject.EMPTY) instanceof JsonArray(List<JsonValue> items)
        ? items.stream().filter(JsonObject.class::isInstance).map(JsonObject.class::cast).toList()
        : List.of();
  }
}
