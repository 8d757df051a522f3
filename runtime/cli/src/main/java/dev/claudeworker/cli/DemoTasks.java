package dev.claudeworker.cli;

import dev.claudeworker.spi.JsonValue.JsonArray;
import dev.claudeworker.spi.JsonValue.JsonNumber;
import dev.claudeworker.spi.JsonValue.JsonObject;
import java.io.File;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The tasks of the demonstration. */
final class DemoTasks {

  static final String REAL_MODEL = "haiku";
  static final String REAL_MAX_COST_USD = "0.25";

  private static final int VERSION_SECONDS = 10;

  private DemoTasks() {}

  /** Shell scripts: two that run side by side, one that needs a second try, and one that waits for the others. */
  static List<DemoTask> scripts() {
    return List.of(
        script("count words, slowly", "for part in one two three four five six; do echo \"part $part\"; sleep 1; done",
            List.of()),
        script("fail once, then work",
            "if [ -e tried ]; then echo 'worked at the second try'; else touch tried; echo 'no luck yet' >&2; exit 1; fi",
            List.of()),
        script("look around", "echo \"$(uname -s), $(getconf _NPROCESSORS_ONLN 2>/dev/null || echo some) processors\"",
            List.of()),
        script("wait for the others", "echo 'all of them are done'", List.of(0, 1, 2)));
  }

  /** Prompts for the real program, small ones. */
  static List<DemoTask> real() {
    return List.of(
        prompt("write a file", "Write a haiku about a patient queue into the file haiku.txt, then say its first line.",
            List.of()),
        prompt("a quick answer", "In one sentence: what is a write-ahead log for?", List.of()),
        prompt("build on the first", "Read haiku.txt and say in one sentence whether it keeps 5-7-5 syllables.",
            List.of(0)));
  }

  /** The version of the real program, if it can be started. */
  static Optional<String> claudeVersion(Session session) {
    for (String folder : session.environment().getOrDefault("PATH", "").split(File.pathSeparator)) {
      File program = new File(folder, "claude");
      if (program.canExecute() && !program.isDirectory()) {
        return versionOf(program);
      }
    }
    return Optional.empty();
  }

  private static Optional<String> versionOf(File program) {
    try {
      Process process = new ProcessBuilder(program.getPath(), "--version").redirectErrorStream(true)
          .redirectInput(new File("/dev/null"))
          .start();
      if (!process.waitFor(VERSION_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return Optional.empty();
      }
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      return process.exitValue() == 0 ? Optional.of(said) : Optional.empty();
    } catch (IOException notStarted) {
      return Optional.empty();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private static DemoTask script(String name, String text, List<Integer> dependsOn) {
    // The scripts write nothing, so they may share the directory.
    JsonObject request =
        JsonObject.EMPTY.with("executor", "shell").with("execution_prompt", text).with("concurrency_key", "none");
    return new DemoTask(name, request, dependsOn);
  }

  private static DemoTask prompt(String name, String text, List<Integer> dependsOn) {
    JsonObject options = JsonObject.EMPTY.with("permission_mode", "acceptEdits").with("max_turns", 6);
    JsonObject request = JsonObject.EMPTY
        .with("executor", "claude-cli")
        .with("model", REAL_MODEL)
        .with("execution_prompt", text)
        .with("max_cost_usd", new JsonNumber(new BigDecimal(REAL_MAX_COST_USD)))
        .with("executor_options", options);
    return new DemoTask(name, request, dependsOn);
  }

  /** The request of a task whose upstream tasks have these numbers. */
  static JsonObject request(DemoTask task, String directory, List<Long> numbers) {
    JsonObject request = task.request().with("name", task.name()).with("working_directory", directory);
    return task.dependsOn().isEmpty()
        ? request
        : request.with(
            "depends_on",
            new JsonArray(
                List.copyOf(task.dependsOn().stream().map(index -> JsonNumber.of(numbers.get(index))).toList())));
  }
}
