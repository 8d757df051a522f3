package dev.claudeworker.http;

import dev.claudeworker.fleet.ServerLabels;
import dev.claudeworker.plugins.ConfigProblem;
import dev.claudeworker.plugins.NearestName;
import dev.claudeworker.queue.LaneKeys;
import dev.claudeworker.queue.TaskRequest;
import dev.claudeworker.spi.JsonValue.JsonNumber;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.JsonValue.JsonString;
import dev.claudeworker.spi.dag.EdgeCondition;
import dev.claudeworker.spi.storage.Dependency;
import dev.claudeworker.spi.task.Lane;
import dev.claudeworker.spi.task.Priority;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.task.TaskInput;
import dev.claudeworker.spi.task.TaskOrigin;
import dev.claudeworker.spi.task.TaskSettings;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** Turns the body of {@code POST /tasks} into a task for the queue. */
final class TaskParser {

  static final int MAX_NAME_LENGTH = 200;
  static final int MAX_MODEL_LENGTH = 200;
  static final int MAX_LABEL_NAME_LENGTH = 100;
  static final int MAX_LABEL_VALUE_LENGTH = 500;
  static final int MAX_DEPENDENCIES = 1_000;
  static final int MAX_ENVIRONMENT = 1_000;
  static final int MAX_CONCURRENCY = 10_000;
  static final Duration MAX_INITIAL_DELAY = Duration.ofHours(1);
  static final Duration MAX_TIMEOUT = Duration.ofDays(30);
  static final BigDecimal MAX_COST_USD = BigDecimal.valueOf(1_000_000);
  private static final String DEFAULT_SOURCE = "rest";

  private final TaskDefaults defaults;
  private final OptionsCheck executors;
  private final Supplier<UUID> ids;

  TaskParser(TaskDefaults defaults, OptionsCheck executors, Supplier<UUID> ids) {
    this.defaults = defaults;
    this.executors = executors;
    this.ids = ids;
  }

  /** A task of its own. */
  TaskRequest parse(BodyReader body, Request request) {
    TaskOrigin origin = origin(body, request);
    return parse(body, TaskSurroundings.of(origin, request.acting()), dependencies(body, request.acting()));
  }

  /** A task among others; what it depends on is read by whoever knows them. */
  TaskRequest parse(BodyReader body, TaskSurroundings surroundings, List<Dependency> dependencies) {
    Optional<TaskSettings> inherited = surroundings.parent().map(acting -> acting.task().settings());
    String executor = sameAs("executor", body.text("executor"), inherited.map(TaskSettings::executor), body)
        .orElse(defaults.executor());
    JsonObject options = sameAs("executor_options", body.object("executor_options"),
        inherited.map(TaskSettings::executorOptions), body).orElse(JsonObject.EMPTY);
    checkExecutor(body, executor, options);
    Path directory = workingDirectory(body, surroundings);
    checkPlace(directory, surroundings, body);
    return new TaskRequest(
        uuid(body),
        input(body, surroundings),
        line(body, "name", MAX_NAME_LENGTH),
        executor,
        options,
        Optional.of(line(body, "model", MAX_MODEL_LENGTH).filter(model -> !model.isBlank()).orElse(defaults.model())),
        directory,
        priority(body).orElse(surroundings.priority()),
        body.seconds("timeout_seconds", MAX_TIMEOUT).or(defaults::timeout),
        body.number("max_cost_usd", BigDecimal.ZERO, MAX_COST_USD),
        initialDelay(body),
        RetryParser.parse(body, defaults.retry()),
        lane(body, directory),
        labels(body),
        requiredLabels(body),
        TaskSettings.DEFAULT_PROJECT,
        surroundings.origin(),
        dependencies);
  }

  /** What decides about rights goes from a task to those it creates as it is: a task cannot give what it does not have. */
  private static <T> Optional<T> sameAs(String name, Optional<T> given, Optional<T> inherited, BodyReader body) {
    if (inherited.isPresent() && given.isPresent() && !given.equals(inherited)) {
      body.bad(name, "is that of the task which creates this one; leave it out.");
    }
    return inherited.or(() -> given);
  }

  private static void checkPlace(Path directory, TaskSurroundings surroundings, BodyReader body) {
    surroundings.parent()
        .filter(parent -> !parent.mayWorkIn(directory))
        .ifPresent(parent -> body.bad(
            "working_directory", directory + " lies outside of " + parent.task().settings().workingDirectory()
                + ", where the task works that creates this one; choose a directory inside, or leave it out."));
  }

  private static Duration initialDelay(BodyReader body) {
    return body.seconds("initial_delay", MAX_INITIAL_DELAY)
        .or(() -> body.seconds("wait_after_dependencies", MAX_INITIAL_DELAY))
        .orElse(Duration.ZERO);
  }

  /** Tasks with the same key are kept apart; by default those that work in the same directory. */
  private Optional<Lane> lane(BodyReader body, Path directory) {
    int limit = body.integer("concurrency_limit", 1, MAX_CONCURRENCY).map(Math::toIntExact).orElse(1);
    String key =
        body.text("concurrency_key", LaneKeys.LONGEST_NAME)
            .filter(text -> !text.isBlank())
            .orElse(defaults.concurrency());
    return switch (key) {
      case "none" -> Optional.empty();
      case "directory" -> Optional.of(LaneKeys.directory(directory, limit));
      default -> Optional.of(LaneKeys.named(key, limit));
    };
  }

  /** A text that people see on one line: what could begin another one, or move the cursor of a terminal, is refused. */
  private static Optional<String> line(BodyReader body, String name, int maxLength) {
    return body.text(name, maxLength)
        .flatMap(text -> isOneLine(text) ? Optional.of(text)
            : body.bad(name, "holds a control character; write it on one line."));
  }

  private static boolean isOneLine(String text) {
    return text.codePoints().noneMatch(Character::isISOControl);
  }

  UUID uuid(BodyReader body) {
    return body.text("uuid").flatMap(text -> {
      try {
        return Optional.of(UUID.fromString(text));
      } catch (IllegalArgumentException _) {
        return body.bad("uuid", "must be a UUID.");
      }
    }).orElseGet(ids);
  }

  private TaskInput input(BodyReader body, TaskSurroundings surroundings) {
    String prompt = body.text("execution_prompt").orElse("");
    boolean given = body.value("execution_prompt").isPresent();
    if (!given) {
      body.bad("execution_prompt", "is missing: say what the task is to do.");
    } else if (prompt.isBlank()) {
      body.bad("execution_prompt", "is empty: say what the task is to do.");
    }
    checkPrompt(body, "execution_prompt", prompt);
    Optional<String> system = body.text("system_prompt").filter(text -> !text.isEmpty());
    system.ifPresent(text -> checkPrompt(body, "system_prompt", text));
    return new TaskInput(prompt, system, environment(body, surroundings));
  }

  private static Map<String, String> environment(BodyReader body, TaskSurroundings surroundings) {
    Map<String, String> environment = environment(body);
    if (surroundings.parent().isEmpty()) {
      return environment.isEmpty() ? surroundings.environment() : environment;
    }
    if (!environment.isEmpty()) {
      body.bad("environment", "is that of the task which creates this one; leave it out.");
    }
    return surroundings.parent().get().input().get().environment();
  }

  static Map<String, String> environment(BodyReader body) {
    Map<String, String> environment = body.texts("environment");
    if (environment.size() > MAX_ENVIRONMENT) {
      body.bad("environment", "has more than " + MAX_ENVIRONMENT + " variables.");
    }
    return environment;
  }

  private void checkPrompt(BodyReader body, String name, String text) {
    if (text.indexOf('\0') >= 0) {
      body.bad(name, "holds a NUL character at position " + text.indexOf('\0') + "; remove it.");
    }
    long bytes = UnicodeText.utf8Length(text);
    if (bytes > defaults.maxPromptBytes()) {
      throw new ProblemException(Problem.of(413, "prompt_too_large",
          name + " has " + bytes + " bytes; at most " + defaults.maxPromptBytes() + " are allowed (task.max_prompt).",
          "Put large material into files of the working directory and name them in the prompt."));
    }
  }

  private Path workingDirectory(BodyReader body, TaskSurroundings surroundings) {
    Optional<String> given = body.text("working_directory").filter(text -> !text.isEmpty());
    if (given.isPresent()) {
      return WorkingDirectory.check(given.get(), surroundings.baseDirectory(), body).orElse(Path.of("/"));
    }
    return surroundings.workingDirectory().or(defaults::workingDirectory).orElseGet(() -> {
      body.bad("working_directory",
          "is missing, and the server has no default; give an absolute path or set task.working_directory.");
      return Path.of("/");
    });
  }

  static Optional<Priority> priority(BodyReader body) {
    return body.value("priority").flatMap(value -> {
      String text = switch (value) {
        case JsonString(String word) -> word;
        case JsonNumber(BigDecimal number) when number.precision() < 10 -> number.toPlainString();
        default -> "";
      };
      Optional<Priority> priority = Priority.parse(text);
      return priority.isPresent() ? priority : body.bad("priority", "must be low, normal, high, urgent or 0 to 100.");
    });
  }

  private Map<String, String> labels(BodyReader body) {
    Map<String, String> labels = body.texts("labels");
    if (labels.size() > defaults.maxLabels()) {
      body.bad("labels", "has more than " + defaults.maxLabels() + " labels (task.max_labels).");
    }
    labels.forEach((name, value) -> {
      if (name.isBlank() || name.length() > MAX_LABEL_NAME_LENGTH || value.length() > MAX_LABEL_VALUE_LENGTH) {
        body.bad("labels", "a label has a name of 1 to " + MAX_LABEL_NAME_LENGTH + " characters and a value of at most "
            + MAX_LABEL_VALUE_LENGTH + ".");
      }
      if (!isOneLine(name + value)) {
        body.bad("labels", "a label holds a control character; write it on one line.");
      }
    });
    return labels;
  }

  private static Map<String, String> requiredLabels(BodyReader body) {
    Map<String, String> labels = body.texts("required_labels");
    if (labels.size() > ServerLabels.MOST_REQUIRED) {
      body.bad("required_labels", "has more than " + ServerLabels.MOST_REQUIRED + " labels.");
    }
    labels.forEach(
        (name, value) -> ServerLabels.problem(name, value)
            .ifPresent(problem -> body.bad("required_labels", problem + ".")));
    return labels;
  }

  private void checkExecutor(BodyReader body, String executor, JsonObject options) {
    Optional<List<ConfigProblem>> problems = executors.check(executor, options);
    if (problems.isEmpty()) {
      String known = String.join(", ", executors.names());
      String nearest =
          NearestName.suggestion(executor, executors.names()).map(near -> " Did you mean '" + near + "'?").orElse("");
      body.bad("executor",
          "there is no executor '" + executor + "'; known: " + (known.isEmpty() ? "none" : known) + "." + nearest);
      return;
    }
    problems.get()
        .forEach(problem -> body.badOption("executor_options", problem.key(),
            problem.message() + ". " + problem.suggestion()));
  }

  static TaskOrigin origin(BodyReader body, Request request) {
    String source = body.text("source").filter(text -> text.matches("[a-z][a-z0-9_-]{0,31}")).orElse(DEFAULT_SOURCE);
    Optional<TaskId> parent = sameAs("parent_task_id",
        body.integer("parent_task_id", 1, Long.MAX_VALUE).map(TaskId::new),
        request.acting().map(acting -> acting.task().id()), body);
    Optional<String> trace = request.header("traceparent")
        .map(text -> text.toLowerCase(Locale.ROOT))
        .filter(text -> text.matches("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}"));
    return new TaskOrigin(request.caller().name(), source, request.correlationId(), parent, trace);
  }

  private static List<Dependency> dependencies(BodyReader body, Optional<ActingTask> parent) {
    List<Long> ids = body.integers("depends_on", MAX_DEPENDENCIES).stream().distinct().toList();
    parent.ifPresent(acting -> ids.stream()
        .filter(id -> !acting.owns(new TaskId(id)))
        .forEach(id -> body.bad("depends_on", "task " + id + " is none that " + acting.what()
            + " sees; it can wait for what it created and for tasks of its orchestration.")));
    return ids.stream()
        .map(id -> new Dependency(new Dependency.Upstream.Existing(new TaskId(id)), EdgeCondition.COMPLETED))
        .toList();
  }
}
