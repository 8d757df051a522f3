package dev.claudeworker.torture.workload;

import dev.claudeworker.spi.JsonValue;
import dev.claudeworker.spi.JsonValue.JsonArray;
import dev.claudeworker.spi.JsonValue.JsonNumber;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.JsonValue.JsonString;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A task that a client is about to submit.
 *
 * @param key its name, unique in the run
 * @param failures how often it fails before it succeeds
 * @param seconds how long each child takes
 * @param priority how urgent it is
 * @param upstream names of the tasks of the same graph that it waits for
 */
record TaskPlan(String key, int failures, double seconds, int priority, List<String> upstream) {

  private static final int ATTEMPTS = 3;

  /** One that may do anything. Some fail once or twice and then succeed, few always fail. */
  static TaskPlan random(String key, RandomGenerator random, double longest) {
    int draw = random.nextInt(20);
    int failures = draw < 15 ? 0 : draw < 18 ? 1 : draw < 19 ? 2 : ATTEMPTS;
    return new TaskPlan(key, failures, random.nextDouble(0.01, longest), random.nextInt(101), List.of());
  }

  TaskPlan after(List<String> others) {
    return new TaskPlan(key, failures, seconds, priority, others);
  }

  /** Its document. */
  JsonObject document(ChildProgram program, Path directory) {
    JsonObject retry = JsonObject.EMPTY.with("attempts", ATTEMPTS)
        .with("initial_delay", new JsonNumber(new BigDecimal("0.1")))
        .with("max_lost", 100);
    JsonObject document = JsonObject.EMPTY.with("execution_prompt", "torture")
        .with("name", key)
        .with("executor", "shell")
        .with("working_directory", directory.toString())
        .with("concurrency_key", "none")
        .with("executor_options", program.options(key, failures, seconds))
        .with("priority", priority)
        .with("retry", retry);
    return upstream.isEmpty() ? document : document.with("depends_on", names());
  }

  private JsonArray names() {
    List<JsonValue> names = new ArrayList<>();
    upstream.forEach(name -> names.add(new JsonString(name)));
    return new JsonArray(names);
  }
}
