package dev.claudeworker.cli;

import dev.claudeworker.cli.client.Fields;
import dev.claudeworker.spi.JsonValue;
import dev.claudeworker.spi.JsonValue.JsonArray;
import dev.claudeworker.spi.JsonValue.JsonNumber;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.JsonValue.JsonString;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.TypeConversionException;

/** The options that say how a task is to be run, and the request that they make. */
final class TaskOptions {

  private static final int MAX_RETRIES = 99;

  private final Supplier<Optional<String>> directory;
  private final Supplier<Optional<String>> model;
  private final Supplier<Optional<String>> system;
  private final Supplier<Optional<String>> name;
  private final Supplier<List<String>> labels;
  private final Supplier<List<String>> required;
  private final Supplier<Optional<String>> priority;
  private final Supplier<List<Long>> dependsOn;
  private final Supplier<Optional<String>> concurrencyKey;
  private final Supplier<Optional<Integer>> concurrencyLimit;
  private final Supplier<Optional<Duration>> timeout;
  private final Supplier<Optional<Integer>> retries;
  private final Supplier<Optional<BigDecimal>> maxCost;
  private final ExecutorOptions executor;

  TaskOptions(CliCommand command) {
    directory = command.text("DIR", "Working directory (default: this one).", "-d", "--dir");
    model = command.text(
        "MODEL", "sonnet, opus, haiku or any model id (default: the server's, sonnet).", "-m", "--model");
    system = command.text("TEXT", "Text for the system prompt.", "-s", "--system");
    name = command.text("NAME", "A title for people.", "--name");
    labels = command.texts("NAME=VALUE", "A label; may be repeated.", "--label");
    required = command.texts(
        "NAME=VALUE", "Run it only on a server with this label (server.labels); may be repeated.", "--require");
    priority = command.text("PRIORITY", PriorityText.DESCRIPTION, "--priority");
    dependsOn = command.repeated(
        Long.class, TaskNumbers.OF_A_TASK, ",", "ID", "Wait until this task has completed; may be repeated.",
        "--depends-on");
    concurrencyKey = command.text(
        "KEY",
        "Run no other task with the same key meanwhile: directory (the working directory), none, or any name.",
        "--concurrency-key");
    concurrencyLimit = command.option(
        Integer.class, WholeNumber.atLeast(1), "N", "So many tasks with that key may run at once (default 1).",
        "--concurrency-limit");
    timeout = command.option(
        Duration.class, new DurationText(), "TIME",
        "How long one attempt may take, for example 90s, 30m, 2h; 0 = no limit.", "--timeout");
    retries = command.option(
        Integer.class, new WholeNumber(0, MAX_RETRIES), "N", "How often to try again after a failure (default: 2).",
        "--retries");
    maxCost = command.option(
        BigDecimal.class, TaskOptions::money, "USD", "End the task when it has cost so much.", "--max-cost");
    executor = new ExecutorOptions(command);
  }

  /** The request without its prompt. */
  JsonObject request(Session session) {
    Path directory = directory(session);
    JsonObject project = ProjectDefaults.of(directory, session);
    Map<String, JsonValue> request = new LinkedHashMap<>(project.members());
    request.put("working_directory", new JsonString(directory.toString()));
    request.put("environment", texts(SubmittedEnvironment.of(session.environment())));
    request.put("source", new JsonString("cli"));
    model.get().ifPresent(text -> request.put("model", new JsonString(text)));
    system.get().ifPresent(text -> request.put("system_prompt", new JsonString(text)));
    name.get().ifPresent(text -> request.put("name", new JsonString(text)));
    if (!labels.get().isEmpty()) {
      request.put("labels", added("--label", labels.get(), Fields.object(project, "labels")));
    }
    if (!required.get().isEmpty()) {
      request.put("required_labels", added("--require", required.get(), Fields.object(project, "required_labels")));
    }
    priority.get().ifPresent(text -> request.put("priority", JsonNumber.of(PriorityText.number(text))));
    if (!dependsOn.get().isEmpty()) {
      request.put("depends_on", new JsonArray(dependsOn.get().stream().<JsonValue>map(JsonNumber::of).toList()));
    }
    concurrencyKey.get().ifPresent(text -> request.put("concurrency_key", new JsonString(text)));
    concurrencyLimit.get().ifPresent(most -> request.put("concurrency_limit", JsonNumber.of(most)));
    timeout.get().ifPresent(time -> request.put("timeout_seconds", JsonNumber.of(time.toSeconds())));
    retries.get()
        .ifPresent(count -> request.put("retry", Fields.object(project, "retry").with("attempts", count + 1L)));
    maxCost.get().ifPresent(usd -> request.put("max_cost_usd", new JsonNumber(usd)));
    executor.addTo(request);
    return new JsonObject(request);
  }

  private static JsonObject added(String option, List<String> labels, JsonObject ofProject) {
    JsonObject object = ofProject;
    for (String label : labels) {
      int equals = label.indexOf('=');
      Usage.require(equals > 0, option + " '" + label + "' is not NAME=VALUE",
          "Write it like " + option + " team=web.");
      object = object.with(label.substring(0, equals), label.substring(equals + 1));
    }
    return object;
  }

  private static BigDecimal money(String text) {
    if (!text.matches("\\d{1,9}(\\.\\d{1,6})?")) {
      throw new TypeConversionException("'" + text + "' is not an amount in USD, such as 2.50");
    }
    return new BigDecimal(text);
  }

  private Path directory(Session session) {
    String given = directory.get().orElse("");
    boolean inHome = given.equals("~") || given.startsWith("~/");
    String home = session.environment().getOrDefault("HOME", "");
    String path = inHome && !home.isEmpty() ? home + given.substring(1) : given;
    return session.workingDirectory().resolve(path).normalize();
  }

  static JsonObject texts(Map<String, String> map) {
    Map<String, JsonValue> members = new LinkedHashMap<>();
    map.forEach((key, value) -> members.put(key, new JsonString(value)));
    return new JsonObject(members);
  }
}
