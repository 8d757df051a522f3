package dev.claudeworker.bench;

import dev.claudeworker.spi.JsonValue;
import dev.claudeworker.spi.JsonValue.JsonArray;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.JsonValue.JsonString;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Tasks of the shell executor over REST. */
final class ShellTask {

  static final String TASKS = "/api/v1/tasks";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private ShellTask() {}

  /** The options that run a command. */
  static JsonObject command(String... words) {
    List<JsonValue> items = new ArrayList<>();
    for (String word : words) {
      items.add(new JsonString(word));
    }
    return JsonObject.EMPTY.with("command", new JsonArray(items));
  }

  /** What to post. */
  static JsonObject body(Path directory, String... command) {
    return JsonObject.EMPTY.with("execution_prompt", "measure")
        .with("executor", "shell")
        .with("working_directory", directory.toString())
        .with("executor_options", command(command));
  }

  /** Waits until the task has ended. */
  static JsonObject awaitEnd(HttpConnection connection, long id) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < deadline) {
      JsonObject task = connection.get(TASKS + "/" + id).json();
      String status = task.text("status").orElseThrow();
      if (!status.equals("pending") && !status.equals("running")) {
        return task;
      }
      Thread.sleep(5);
    }
    throw new IllegalStateException("task " + id + " has not ended");
  }
}
