package dev.claudeworker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.claudeworker.json.JacksonJsonCodec;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.tasklog.TaskLogFormat;
import dev.claudeworker.tasklog.TaskLogSettings;
import dev.claudeworker.tasklog.TaskLogStory;
import dev.claudeworker.tasklog.TaskLogs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The log files of tasks, written while a real core runs them. */
@Timeout(60)
class TaskLogsIT {

  private static final TaskLogFormat WITH_SYMBOLS = new TaskLogFormat.Text(ZoneOffset.UTC, true);
  private static final String LINE = "\\d{4}-\\d{2}-\\d{2} \\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z │ [A-Z]+ +│ .*";

  @TempDir
  Path home;

  private RestFixture server;
  private RestClient client;
  private final List<TaskLogs> writers = new ArrayList<>();

  @BeforeEach
  void start() throws Exception {
    server = new RestFixture(home);
    client = server.client();
  }

  @AfterEach
  void stop() throws Exception {
    server.executor.release();
    writers.forEach(TaskLogs::stop);
    client.close();
    server.close();
  }

  @Test
  void aTaskHasASummaryAndADetailedLogForItsOwnerAlone() throws Exception {
    begin(WITH_SYMBOLS);
    submit("write a poem");
    awaitLine("summary", "completed");

    assertThat(text("summary")).contains("🚀 attempt 1 started", "🔹 begins write a poem", "✅ completed")
        .contains("executor obedient")
        .doesNotContain("thinks");
    assertThat(text("summary"))
        .containsSubsequence("📋 task 1", "attempt 1 started", "begins write a poem", "completed");
    assertThat(text("detailed")).contains("begins write a poem", "thinks", "prompt:\n        write a poem", "uuid:");
    for (Path file : files("")) {
      assertThat(file.getFileName().toString())
          .matches("task_1_[a-z0-9_]{1,30}_\\d{8}_\\d{4}_(summary|detailed)\\.log");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
    }
  }

  @Test
  void theSummaryCutsPromptsAndProgress() throws Exception {
    begin(WITH_SYMBOLS);
    submit("p".repeat(300));
    awaitLine("summary", "completed");

    assertThat(text("summary")).contains(": " + "p".repeat(99) + "…\n")
        .contains("begins " + "p".repeat(72) + "…\n");
    assertThat(text("detailed")).contains("p".repeat(300));
  }

  @Test
  void aFailureIsToldWithWhatToDo() throws Exception {
    begin(WITH_SYMBOLS);
    submit("fail please");
    awaitLine("summary", "failed");

    assertThat(text("summary")).contains("❌ failed: it was told to Tell it otherwise.");
    assertThat(text("detailed")).contains("told_to_fail (user)");
  }

  @Test
  void withoutSymbolsThereAreNone() throws Exception {
    begin(new TaskLogFormat.Text(ZoneOffset.UTC, false));
    submit("write a poem");
    awaitLine("summary", "completed");

    assertThat(text("summary").replace("│", "|").replace("…", "...")).matches("\\p{ASCII}*");
  }

  @Test
  void asJsonEveryLineIsAnObject() throws Exception {
    begin(new TaskLogFormat.Json(new JacksonJsonCodec()));
    submit("line one\nline two");
    awaitLine("detailed", "completed");

    for (String line : text("detailed").lines().toList()) {
      var object = (JsonObject) new JacksonJsonCodec().parse(line);
      assertThat(object.members()).containsOnlyKeys("time", "level", "task_id", "attempt", "kind", "message");
    }
    assertThat(text("summary")).doesNotContain("✅");
  }

  @Test
  void whatATaskSaysBeginsNoLineOfItsOwn() throws Exception {
    begin(WITH_SYMBOLS);
    submit("x\n2026-01-01 00:00:00.000Z │ ERROR   │ forged\u001b[2J\u202e");
    awaitLine("summary", "completed");

    for (String kind : List.of("summary", "detailed")) {
      assertThat(text(kind).lines().filter(line -> !line.startsWith("    "))).allMatch(line -> line.matches(LINE))
          .noneMatch(line -> line.startsWith("2026-01-01"));
      assertThat(text(kind)).doesNotContain("\u001b").doesNotContain("\u202e");
    }
  }

  @Test
  void stepsComeWhileTheTaskRuns() throws Exception {
    begin(WITH_SYMBOLS);
    submit("hold on");
    awaitLine("summary", "begins hold on");
    assertThat(text("summary")).doesNotContain("completed");

    server.executor.release();
    awaitLine("summary", "completed");
  }

  @Test
  void afterAKillNothingIsDoubledAndNothingIsMissing() throws Exception {
    TaskLogs killed = begin(WITH_SYMBOLS);
    submit("hold on");
    awaitLine("summary", "begins hold on");
    Path mark = home.resolve("attempts").resolve(storeId()).resolve("1/.task-log");
    String markBefore = Files.readString(mark);
    server.executor.release();
    awaitLine("summary", "completed");
    String summary = text("summary");
    String detailed = text("detailed");
    killed.stop();
    // As if the server had been killed after it wrote the files and before it noted that.
    Files.writeString(mark, markBefore);
    Files.writeString(home.resolve("attempts").resolve(storeId()).resolve(".task-logs"), "0");
    Files.writeString(files("summary").getFirst(), "torn li", StandardOpenOption.APPEND);
    begin(WITH_SYMBOLS);
    submit("next");
    await().until(() -> !files("task_2_").isEmpty() && text("task_2_", "summary").contains("completed"));

    assertThat(text("summary")).isEqualTo(summary);
    assertThat(text("detailed")).isEqualTo(detailed);
  }

  @Test
  void aFolderThatCannotBeWrittenHarmsNoTask() throws Exception {
    Files.createFile(home.resolve("tasks"));
    begin(WITH_SYMBOLS);
    submit("write a poem");

    await().until(() -> client.get("/api/v1/tasks/1").text().contains("\"status\":\"completed\""));
    Files.delete(home.resolve("tasks"));
    submit("again");
    await().until(() -> !files("task_2_").isEmpty() && text("task_2_", "summary").contains("completed"));
  }

  @Test
  void aTaskThatNeverStartsHasNoFiles() throws Exception {
    begin(WITH_SYMBOLS);
    client.post("/api/v1/queue/pause", "{}");
    submit("never");
    client.post("/api/v1/tasks/1/cancel", "{}");
    client.post("/api/v1/queue/unpause", "{}");
    submit("now");
    await().until(() -> !files("task_2_").isEmpty() && text("task_2_", "summary").contains("completed"));

    assertThat(files("task_1_")).isEmpty();
  }

  private TaskLogs begin(TaskLogFormat format) {
    var settings = new TaskLogSettings(true, home.resolve("tasks"), format);
    var logs = new TaskLogs(server.core.queue(), server.core.events(), server.core.directories(), settings,
        new TaskLogStory(new JacksonJsonCodec()), ZoneOffset.UTC, "server-of-test");
    logs.start();
    writers.add(logs);
    return logs;
  }

  private void submit(String prompt) throws Exception {
    String body = new JacksonJsonCodec().print(JsonObject.EMPTY.with("execution_prompt", prompt));
    assertThat(client.post("/api/v1/tasks", body).status()).isEqualTo(201);
  }

  private String storeId() {
    return server.core.queue().storage().storeId().toString();
  }

  private void awaitLine(String kind, String text) {
    await().atMost(Duration.ofSeconds(20)).until(() -> !files(kind).isEmpty() && text(kind).contains(text));
  }

  private String text(String kind) throws IOException {
    return text("task_1_", kind);
  }

  private String text(String task, String kind) throws IOException {
    return Files.readString(
        files(kind).stream().filter(file -> file.getFileName().toString().startsWith(task)).findFirst().orElseThrow());
  }

  private List<Path> files(String part) {
    if (!Files.isDirectory(home.resolve("tasks"))) {
      return List.of();
    }
    try (Stream<Path> found = Files.list(home.resolve("tasks"))) {
      return found.filter(file -> file.getFileName().toString().contains(part)).toList();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
