package dev.claudeworker.tool;

import dev.claudeworker.config.Configuration;
import dev.claudeworker.config.ConfigurationException;
import dev.claudeworker.config.ConfigurationLoader;
import dev.claudeworker.config.GivenValue;
import dev.claudeworker.config.Layer;
import dev.claudeworker.config.ProjectFile;
import dev.claudeworker.json.ObjectBuilder;
import dev.claudeworker.spi.JsonValue;
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

/** Says in the words of the REST interface what a project's file sets for the tasks in a directory. */
public final class ProjectTool extends ServerTool {

  private static final BigDecimal MILLIS = BigDecimal.valueOf(1000);

  /** Made by the service loader. */
  public ProjectTool() {
    this(System.getenv());
  }

  ProjectTool(Map<String, String> environment) {
    super("claude-worker-project", environment);
  }

  @Override
  protected JsonObject answer(List<String> words) throws ConfigurationException {
    ProjectFile project = ProjectFile.nearest(Path.of(words.getFirst()));
    Configuration configuration = ConfigurationLoader.load(project, environment(), home().path(), userHome());
    Map<String, JsonValue> task = new LinkedHashMap<>();
    fromProject(configuration, "task.default_model").ifPresent(model -> task.put("model", model));
    if (isFromProject(configuration, "task.timeout")) {
      configuration.section("task")
          .optionalDuration("timeout")
          .ifPresent(time -> task.put("timeout_seconds", seconds(time)));
    }
    JsonObject retry = retry(configuration);
    if (!retry.members().isEmpty()) {
      task.put("retry", retry);
    }
    own(project, "task.labels").ifPresent(labels -> task.put("labels", labels));
    own(project, "task.permission_mode")
        .ifPresent(mode -> task.put("executor_options", JsonObject.EMPTY.with("permission_mode", mode)));
    return new ObjectBuilder()
        .putTextOrNull("file", project.path())
        .put("task", new JsonObject(task))
        .build();
  }

  private static JsonObject retry(Configuration configuration) {
    JsonObject retry = JsonObject.EMPTY;
    if (isFromProject(configuration, "retry.attempts")) {
      retry = retry.with("attempts", configuration.section("retry").integer("attempts"));
    }
    if (isFromProject(configuration, "retry.backoff")) {
      retry = retry.with("backoff", new JsonString(configuration.section("retry").text("backoff")));
    }
    for (String delay : List.of("initial_delay", "max_delay")) {
      if (isFromProject(configuration, "retry." + delay)) {
        retry = retry.with(delay, seconds(configuration.section("retry").duration(delay)));
      }
    }
    return retry;
  }

  /** A stronger layer hides what the project says. */
  private static boolean isFromProject(Configuration configuration, String name) {
    return configuration.origin(name).layer() == Layer.PROJECT_FILE;
  }

  private static Optional<JsonValue> fromProject(Configuration configuration, String name) {
    return configuration.given(name).filter(_ -> isFromProject(configuration, name)).map(GivenValue::value);
  }

  private static Optional<JsonValue> own(ProjectFile project, String name) {
    return Optional.ofNullable(project.values().get(name)).map(GivenValue::value);
  }

  private static JsonNumber seconds(Duration time) {
    return new JsonNumber(BigDecimal.valueOf(time.toMillis()).divide(MILLIS));
  }
}
