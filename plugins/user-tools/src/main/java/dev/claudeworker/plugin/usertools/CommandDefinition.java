package dev.claudeworker.plugin.usertools;

import dev.claudeworker.spi.JsonValue;
import dev.claudeworker.spi.JsonValue.JsonArray;
import dev.claudeworker.spi.JsonValue.JsonBoolean;
import dev.claudeworker.spi.JsonValue.JsonNumber;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.JsonValue.JsonString;
import dev.claudeworker.spi.tool.ToolDescriptor;
import dev.claudeworker.spi.tool.ToolHints;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A tool around a command, as its file describes it.
 *
 * @param descriptor what it is called, does and takes
 * @param command the program and its arguments; {@code {name}} stands for an argument of the call
 * @param stdin what the program reads, likewise; empty = nothing
 * @param timeout a run that takes longer is ended
 * @param environment names of variables that the program gets beside the usual ones
 * @param json whether its output is JSON
 */
record CommandDefinition(
    ToolDescriptor descriptor,
    List<String> command,
    String stdin,
    Duration timeout,
    Set<String> environment,
    boolean json) {

  static final Pattern PLACEHOLDER = Pattern.compile("\\{([A-Za-z0-9_]+)}");

  private static final Set<String> KEYS =
      Set.of("name", "description", "input", "command", "stdin", "timeout", "environment", "output", "read_only");
  private static final long MAX_TIMEOUT_SECONDS = 3_600;

  static CommandDefinition of(String text, Duration timeout) throws ToolProblem {
    JsonObject file = YamlReader.object(text);
    for (String key : file.members().keySet()) {
      if (!KEYS.contains(key)) {
        throw new ToolProblem(
            ": unknown key '" + key + "'; known: " + String.join(", ", KEYS.stream().sorted().toList()));
      }
    }
    JsonObject input = input(file);
    var definition = new CommandDefinition(descriptor(file, input), texts(file, "command"),
        file.text("stdin").orElse(""), timeout(file, timeout), Set.copyOf(texts(file, "environment")), json(file));
    definition.check(input);
    return definition;
  }

  private static ToolDescriptor descriptor(JsonObject file, JsonObject input) throws ToolProblem {
    String name = file.text("name").orElseThrow(() -> new ToolProblem(": 'name' is missing"));
    String description = file.text("description")
        .orElseThrow(() -> new ToolProblem(": 'description' is missing: a model decides by it when to use the tool"));
    boolean readOnly = file.get("read_only").equals(Optional.of(new JsonBoolean(true)));
    try {
      return ToolDescriptor.of(name, description.strip(), input, readOnly ? ToolHints.READS : ToolHints.UNKNOWN);
    } catch (IllegalArgumentException wrong) {
      throw new ToolProblem(": " + wrong.getMessage());
    }
  }

  /** A whole schema, or only names with what they mean: then each is a text that must be given. */
  private static JsonObject input(JsonObject file) throws ToolProblem {
    JsonValue given = file.get("input").orElse(JsonObject.EMPTY);
    if (!(given instanceof JsonObject input)) {
      throw new ToolProblem(": 'input' must map names to descriptions, or be a JSON schema");
    }
    if (input.text("type").isPresent()) {
      return input;
    }
    Map<String, JsonValue> properties = new LinkedHashMap<>();
    input.members()
        .forEach((name, value) -> properties.put(name, value instanceof JsonObject schema ? schema
            : JsonObject.EMPTY.with("type", "string")
                .with("description", value instanceof JsonString(String text) ? text : name)));
    return ObjectSchema.of(properties, List.copyOf(properties.keySet()));
  }

  private static List<String> texts(JsonObject file, String name) throws ToolProblem {
    List<String> texts = new ArrayList<>();
    if (file.get(name).orElse(new JsonArray(List.of())) instanceof JsonArray(List<JsonValue> items)) {
      for (JsonValue item : items) {
        texts.add(switch (item) {
          case JsonString(String text) -> text;
          case JsonNumber number -> number.value().toPlainString();
          default -> throw new ToolProblem(": '" + name + "' must be a list of texts");
        });
      }
      return texts;
    }
    throw new ToolProblem(": '" + name + "' must be a list: the program and each argument by itself, without a shell");
  }

  private static Duration timeout(JsonObject file, Duration otherwise) throws ToolProblem {
    Optional<JsonValue> given = file.get("timeout");
    if (given.isEmpty()) {
      return otherwise;
    }
    if (given.get() instanceof JsonNumber seconds && seconds.value().signum() > 0
        && seconds.value().longValue() <= MAX_TIMEOUT_SECONDS) {
      return Duration.ofMillis(seconds.value().movePointRight(3).longValue());
    }
    throw new ToolProblem(": 'timeout' must be a number of seconds up to " + MAX_TIMEOUT_SECONDS);
  }

  private static boolean json(JsonObject file) throws ToolProblem {
    return switch (file.text("output").orElse("text")) {
      case "text" -> false;
      case "json" -> true;
      default -> throw new ToolProblem(": 'output' must be text or json");
    };
  }

  private void check(JsonObject input) throws ToolProblem {
    if (command.isEmpty()) {
      throw new ToolProblem(": 'command' is missing");
    }
    if (PLACEHOLDER.matcher(command.getFirst()).find()) {
      throw new ToolProblem(": the program itself must not come from an argument");
    }
    Set<String> known = input.get("properties").orElse(JsonObject.EMPTY) instanceof JsonObject properties
        ? properties.members().keySet()
        : Set.of();
    List<String> all = new ArrayList<>(command);
    all.add(stdin);
    for (String text : all) {
      Matcher used = PLACEHOLDER.matcher(text);
      while (used.find()) {
        if (!known.contains(used.group(1))) {
          throw new ToolProblem(": {" + used.group(1) + "} is no name of 'input'");
        }
      }
    }
  }
}
