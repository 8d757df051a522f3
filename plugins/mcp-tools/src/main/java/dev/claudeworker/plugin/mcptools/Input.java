package dev.claudeworker.plugin.mcptools;

import dev.claudeworker.spi.JsonValue;
import dev.claudeworker.spi.JsonValue.JsonArray;
import dev.claudeworker.spi.JsonValue.JsonBoolean;
import dev.claudeworker.spi.JsonValue.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Builds the input schema of a tool, parameter by parameter. */
final class Input {

  private final Map<String, JsonValue> parameters = new LinkedHashMap<>();
  private final List<String> required = new ArrayList<>();

  static Input none() {
    return new Input();
  }

  Input text(String name, String description) {
    return add(name, typed("string", description));
  }

  Input mustText(String name, String description) {
    required.add(name);
    return text(name, description);
  }

  Input word(String name, String description, String... words) {
    return add(name, typed("string", description).with("enum", JsonArray.ofTexts(List.of(words))));
  }

  Input number(String name, String description, long least, long most) {
    return add(name, typed("integer", description).with("minimum", least).with("maximum", most));
  }

  Input amount(String name, String description) {
    return add(name, typed("number", description).with("minimum", 0));
  }

  /** A task or orchestration by its number. Models like to send numbers as text, so both are taken. */
  Input mustId(String name, String description) {
    required.add(name);
    return add(name, JsonObject.EMPTY.with("type", JsonArray.ofTexts(List.of("integer", "string")))
        .with("description", description));
  }

  Input texts(String name, String description) {
    return add(name, typed("array", description).with("items",
        JsonObject.EMPTY.with("type", JsonArray.ofTexts(List.of("string", "integer")))));
  }

  Input mustTexts(String name, String description) {
    required.add(name);
    return texts(name, description);
  }

  /** A list of tasks of an orchestration; its members are checked where they are stored. */
  Input mustTasks(String description) {
    required.add("tasks");
    JsonObject member = Input.none()
        .mustText("identifier", "Name of the task, unique in its orchestration: 1-100 of A-Za-z0-9_-.")
        .mustText("execution_prompt", "What the task is to do, complete in itself: it sees nothing else.")
        .texts("depends_on", "Identifiers of tasks that must complete before.")
        .text("working_directory", "Absolute path, or relative to base_directory.")
        .text("model", "sonnet, opus, haiku or a full model id.")
        .schema()
        .with("additionalProperties", new JsonBoolean(true));
    return add("tasks", typed("array", description).with("items", member));
  }

  Input flag(String name, String description) {
    return add(name, typed("boolean", description));
  }

  private Input add(String name, JsonObject schema) {
    parameters.put(name, schema);
    return this;
  }

  private static JsonObject typed(String type, String description) {
    return JsonObject.EMPTY.with("type", type).with("description", description);
  }

  JsonObject schema() {
    JsonObject schema = JsonObject.EMPTY.with("type", "object").with("properties", new JsonObject(parameters));
    return (required.isEmpty() ? schema : schema.with("required", JsonArray.ofTexts(required)))
        .with("additionalProperties", new JsonBoolean(false));
  }
}
