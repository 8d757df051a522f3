package dev.claudeworker.plugin.shell;

import dev.claudeworker.spi.ErrorCode;
import dev.claudeworker.spi.JsonValue;
import dev.claudeworker.spi.JsonValue.JsonArray;
import dev.claudeworker.spi.JsonValue.JsonNumber;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.JsonValue.JsonString;
import dev.claudeworker.spi.WorkerException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Reads {@code plugins.executor-shell.commands}, strictly. */
final class NamedCommandReader {

  static final int MAX_COMMANDS = 50;

  private static final ErrorCode INVALID = ErrorCode.configuration("invalid_command_template");
  private static final Set<String> KEYS = Set.of("command", "resume", "success_codes", "result", "session");
  private static final int MAX_EXIT_CODE = 255;

  private final String name;
  private final JsonObject object;

  private NamedCommandReader(String name, JsonObject object) {
    this.name = name;
    this.object = object;
  }

  static Map<String, NamedCommand> read(JsonValue value) {
    if (!(value instanceof JsonObject(Map<String, JsonValue> members)) || members.size() > MAX_COMMANDS) {
      throw invalid("commands must be names with templates, at most " + MAX_COMMANDS,
          "Write a name, and below it 'command'.");
    }
    Map<String, NamedCommand> commands = new LinkedHashMap<>();
    members.forEach((name, template) -> {
      if (!name.matches("[a-z][a-z0-9-]{0,63}") || name.equals(ShellExecutorFactory.NAME)) {
        throw invalid("commands." + name + " cannot be the name of an executor",
            "Use lower-case letters, digits and '-', and not 'shell'.");
      }
      if (!(template instanceof JsonObject object)) {
        throw invalid("commands." + name + " is no template",
            "Write at least its 'command', a list of program and arguments.");
      }
      commands.put(name, new NamedCommandReader(name, object).read());
    });
    return commands;
  }

  private NamedCommand read() {
    var unknown = new TreeSet<>(object.members().keySet());
    unknown.removeAll(KEYS);
    if (!unknown.isEmpty()) {
      throw wrong("has the unknown key '" + unknown.first() + "'",
          "Known keys: " + String.join(", ", new TreeSet<>(KEYS)) + ".");
    }
    List<String> command = words("command");
    List<String> resume = words("resume");
    if (command.isEmpty() || command.getFirst().isBlank()) {
      throw wrong("has no 'command'", "Write a list of program and arguments, for example [codex, exec, \"-\"].");
    }
    if (resume.isEmpty() != object.get("session").isEmpty()
        || (!resume.isEmpty() && resume.stream().noneMatch(word -> word.contains(NamedCommand.SESSION)))) {
      throw wrong("has only half of what going on needs",
          "Give both: 'session', a JSON pointer to the session in the output, and 'resume', a command with {session} in it.");
    }
    return new NamedCommand(name, command, resume, codes(), result(),
        object.get("session").map(value -> pointer("session", value)));
  }

  private List<String> words(String key) {
    return switch (object.get(key).orElse(new JsonArray(List.of()))) {
      case JsonArray(List<JsonValue> items) when items.stream()
          .allMatch(item -> item instanceof JsonString(String text) && text.indexOf('\0') < 0) ->
          items.stream().map(item -> ((JsonString) item).text()).toList();
      default -> throw wrong("has a '" + key + "' that is no list of texts", "Write program and arguments as a list.");
    };
  }

  private Set<Integer> codes() {
    JsonValue value = object.get("success_codes").orElse(new JsonArray(List.of()));
    if (value instanceof JsonArray(List<JsonValue> items)
        && items.stream().allMatch(NamedCommandReader::isExitCode)) {
      return items.stream().map(item -> ((JsonNumber) item).value().intValueExact()).collect(Collectors.toSet());
    }
    throw wrong("has 'success_codes' that are no list of exit codes", "Write numbers from 0 to " + MAX_EXIT_CODE + ".");
  }

  private static boolean isExitCode(JsonValue value) {
    return value instanceof JsonNumber(var number) && number.scale() <= 0 && number.signum() >= 0
        && number.longValue() <= MAX_EXIT_CODE;
  }

  private ResultPlace result() {
    JsonValue value = object.get("result").orElse(new JsonString("all"));
    return switch (value) {
      case JsonString(String word) when word.equals("all") -> new ResultPlace.All();
      case JsonString(String word) when word.equals("last_line") -> new ResultPlace.LastLine();
      default -> new ResultPlace.Pointed(pointer("result", value));
    };
  }

  private JsonPointer pointer(String key, JsonValue value) {
    if (value instanceof JsonString(String text)) {
      return JsonPointer.of(text).orElseThrow(() -> noPointer(key));
    }
    throw noPointer(key);
  }

  private WorkerException noPointer(String key) {
    return wrong("has a '" + key + "' that says no place",
        "Write a JSON pointer such as /item/text" + (key.equals("result") ? ", or last_line, or all." : "."));
  }

  private WorkerException wrong(String what, String suggestion) {
    return invalid("commands." + name + " " + what, suggestion);
  }

  private static WorkerException invalid(String what, String suggestion) {
    return new WorkerException(INVALID, "plugins.executor-shell." + what + ".", suggestion);
  }
}
