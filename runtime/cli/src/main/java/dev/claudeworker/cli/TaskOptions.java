package dev.claudeworker.cli;

import dev.claudeworker.cli.client.Json;
import dev.claudeworker.spi.JsonSyntaxException;
import dev.claudeworker.spi.JsonValue;
import dev.claudeworker.spi.JsonValue.JsonArray;
import dev.claudeworker.spi.JsonValue.JsonNumber;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.JsonValue.JsonString;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say how a task is to be run, and the request that they make. */
final class TaskOptions {

  private static final int MAX_RETRIES = 99;

  @Option(names = {"-d", "--dir"}, paramLabel = "DIR", description = "Working directory (default: this one).")
  private @Nullable String directory;

  @Option(names = {"-m", "--model"}, paramLabel = "MODEL",
      description = "sonnet, opus, haiku or any model id (default: the server's, sonnet).")
  private @Nullable String model;

  @Option(names = {"-s", "--system"}, paramLabel = "TEXT", description = "Text for the system prompt.")
  private @Nullable String system;

  @Option(names = "--name", paramLabel = "NAME", description = "A title for people.")
  private @Nullable String name;

  @Option(names = "--label", paramLabel = "NAME=VALUE", description = "A label; may be repeated.")
  private Map<String, String> labels = new LinkedHashMap<>();

  @Option(names = "--priority", paramLabel = "PRIORITY", description = PriorityText.DESCRIPTION)
  private @Nullable String priority;

  @Option(names = "--depends-on", paramLabel = "ID", split = ",", converter = TaskNumbers.class,
      description = "Wait until this task has completed; may be repeated.")
  private List<Long> dependsOn = new ArrayList<>();

  @Option(names = "--timeout", paramLabel = "TIME", converter = DurationText.class,
      description = "How long one attempt may take, for example 90s, 30m, 2h; 0 = no limit.")
  private @Nullable Duration timeout;

  @Option(names = "--retries", paramLabel = "N", description = "How often to try again after a failure (default: 2).")
  private @Nullable Integer retries;

  @Option(names = "--max-cost", paramLabel = "USD", description = "End the task when it has cost so much.")
  private @Nullable BigDecimal maxCost;

  @Option(names = "--max-turns", paramLabel = "N", description = "At most so many turns of the conversation.")
  private @Nullable Long maxTurns;

  @Option(names = "--permission-mode", paramLabel = "MODE",
      description = "What the task may do without asking, for example plan, default, acceptEdits.")
  private @Nullable String permissionMode;

  @Option(names = "--allow", paramLabel = "TOOL",
      description = "Allow a tool, for example \"Bash(npm test)\"; may be repeated.")
  private List<String> allowed = new ArrayList<>();

  @Option(names = "--deny", paramLabel = "TOOL", description = "Deny a tool; may be repeated.")
  private List<String> denied = new ArrayList<>();

  @Option(names = "--on-denied", paramLabel = "warn|fail",
      description = "What a denied tool call makes of the result: a warning or a failure.")
  private @Nullable String onDenied;

  @Option(names = "--executor", paramLabel = "NAME", description = "What runs the task (default: claude-cli).")
  private @Nullable String executor;

  @Option(names = "-O", paramLabel = "KEY=VALUE",
      description = "Any option of the executor; may be repeated. A value that is a JSON list or object is taken as such;"
          + " a key given twice makes a list.")
  private List<String> executorOptions = new ArrayList<>();

  /** The request without its prompt. */
  JsonObject request(Session session) {
    JsonObject request = JsonObject.EMPTY
        .with("working_directory", directory(session).toString())
        .with("environment", texts(SubmittedEnvironment.of(session.environment())))
        .with("source", "cli");
    request = withText(request, "model", model);
    request = withText(request, "system_prompt", system);
    request = withText(request, "name", name);
    request = withText(request, "executor", executor);
    request = labels.isEmpty() ? request : request.with("labels", texts(labels));
    request = priority == null ? request : request.with("priority", PriorityText.number(priority));
    request = dependsOn.isEmpty() ? request
        : request.with("depends_on", new JsonArray(dependsOn.stream().<JsonValue>map(JsonNumber::of).toList()));
    request = timeout == null ? request : request.with("timeout_seconds", timeout.toSeconds());
    request = retries == null ? request : request.with("retry", retry(retries));
    request = maxCost == null ? request : request.with("max_cost_usd", new JsonNumber(maxCost));
    JsonObject options = executorOptions();
    return options.members().isEmpty() ? request : request.with("executor_options", options);
  }

  private Path directory(Session session) {
    String given = Optional.ofNullable(directory).orElse("");
    boolean inHome = given.equals("~") || given.startsWith("~/");
    String home = session.environment().getOrDefault("HOME", "");
    String path = inHome && !home.isEmpty() ? home + given.substring(1) : given;
    return session.workingDirectory().resolve(path).normalize();
  }

  private static JsonObject retry(int retries) {
    Usage.require(retries >= 0 && retries <= MAX_RETRIES, "--retries is 0 to " + MAX_RETRIES + ", not " + retries);
    return JsonObject.EMPTY.with("attempts", retries + 1L);
  }

  private JsonObject executorOptions() {
    JsonObject options = JsonObject.EMPTY;
    options = withText(options, "permission_mode", permissionMode);
    options = withText(options, "on_denied", onDenied);
    options = allowed.isEmpty() ? options : options.with("allowed_tools", JsonArray.ofTexts(allowed));
    options = denied.isEmpty() ? options : options.with("disallowed_tools", JsonArray.ofTexts(denied));
    options = maxTurns == null ? options : options.with("max_turns", maxTurns);
    for (String option : executorOptions) {
      options = withOption(options, option);
    }
    return options;
  }

  private static JsonObject withOption(JsonObject options, String option) {
    int equals = option.indexOf('=');
    Usage.require(equals > 0, "-O '" + option + "' is not KEY=VALUE", "Write it like -O max_turns=5.");
    String key = option.substring(0, equals);
    JsonValue value = value(option.substring(equals + 1));
    return options.with(key, options.get(key).map(present -> both(present, value)).orElse(value));
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

  private static JsonObject withText(JsonObject object, String key, @Nullable String text) {
    return text == null ? object : object.with(key, text);
  }

  static JsonObject texts(Map<String, String> map) {
    Map<String, JsonValue> members = new LinkedHashMap<>();
    map.forEach((key, value) -> members.put(key, new JsonString(value)));
    return new JsonObject(members);
  }
}
