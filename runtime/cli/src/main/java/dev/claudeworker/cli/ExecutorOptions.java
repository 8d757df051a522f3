package dev.claudeworker.cli;

import dev.claudeworker.cli.client.Json;
import dev.claudeworker.spi.JsonSyntaxException;
import dev.claudeworker.spi.JsonValue;
import dev.claudeworker.spi.JsonValue.JsonArray;
import dev.claudeworker.spi.JsonValue.JsonNumber;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.JsonValue.JsonString;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The options that choose the executor and are handed on to it. */
final class ExecutorOptions {

  private static final String CLAUDE = "claude-cli";

  private final Supplier<Optional<Integer>> maxTurns;
  private final Supplier<Optional<String>> permissionMode;
  private final Supplier<List<String>> allowed;
  private final Supplier<List<String>> denied;
  private final Supplier<Optional<String>> onDenied;
  private final Supplier<Optional<String>> name;
  private final Supplier<List<String>> others;

  ExecutorOptions(CliCommand command) {
    maxTurns = command.option(
        Integer.class, WholeNumber.atLeast(1), "N", "At most so many turns of the conversation.", "--max-turns");
    permissionMode = command.text(
        "MODE", "What the task may do without asking, for example plan, default, acceptEdits.", "--permission-mode");
    allowed = command.texts("TOOL", "Allow a tool, for example \"Bash(npm test)\"; may be repeated.", "--allow");
    denied = command.texts("TOOL", "Deny a tool; may be repeated.", "--deny");
    onDenied = command.text(
        "warn|fail|ask",
        "What a tool call that nobody has allowed makes of the task: a warning, a failure, or a question to you.",
        "--on-denied");
    name = command.text("NAME", "What runs the task (default: claude-cli).", "--executor");
    others = command.texts(
        "KEY=VALUE",
        "Any option of the executor; may be repeated. A value that is a JSON list or object is taken as such; a key given"
            + " twice makes a list.",
        "-O");
  }

  /** Adds what was given to a request. */
  void addTo(Map<String, JsonValue> request) {
    name.get().ifPresent(executor -> request.put("executor", new JsonString(executor)));
    Map<String, JsonValue> options = new LinkedHashMap<>();
    if (request.remove("executor_options") instanceof JsonObject ofProject && isForClaude()) {
      options.putAll(ofProject.members());
    }
    permissionMode.get().ifPresent(mode -> options.put("permission_mode", new JsonString(mode)));
    onDenied.get().ifPresent(word -> options.put("on_denied", new JsonString(word)));
    maxTurns.get().ifPresent(turns -> options.put("max_turns", JsonNumber.of(turns)));
    if (!allowed.get().isEmpty()) {
      options.put("allowed_tools", JsonArray.ofTexts(allowed.get()));
    }
    if (!denied.get().isEmpty()) {
      options.put("disallowed_tools", JsonArray.ofTexts(denied.get()));
    }
    others.get().forEach(option -> add(option, options));
    if (!options.isEmpty()) {
      request.put("executor_options", new JsonObject(options));
    }
  }

  /** A project's options are Claude's; another executor would refuse them. */
  private boolean isForClaude() {
    return name.get().map(CLAUDE::equals).orElse(true);
  }

  private static void add(String option, Map<String, JsonValue> options) {
    int equals = option.indexOf('=');
    Usage.require(equals > 0, "-O '" + option + "' is not KEY=VALUE", "Write it like -O max_turns=5.");
    options.merge(option.substring(0, equals), value(option.substring(equals + 1)), ExecutorOptions::both);
  }

  private static JsonValue value(String text) {
    if (text.startsWith("[") || text.startsWith("{")) {
      try {
        return Json.parse(text);
      } catch (JsonSyntaxException plainText) {
        return new JsonString(text);
      }
    }
    return new JsonString(text);
  }

  private static JsonValue both(JsonValue first, JsonValue second) {
    List<JsonValue> items = new ArrayList<>(first instanceof JsonArray(var present) ? present : List.of(first));
    items.addAll(second instanceof JsonArray(var added) ? added : List.of(second));
    return new JsonArray(items);
  }
}
