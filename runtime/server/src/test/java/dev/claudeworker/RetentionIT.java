package dev.claudeworker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.claudeworker.retention.RawOutput;
import dev.claudeworker.retention.Retention;
import dev.claudeworker.retention.RetentionSettings;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.storage.EventFilter;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.task.TaskStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the retention removes and what it leaves, over a real core; its clock is set into the future. */
@Timeout(60)
class RetentionIT {

  private static final Duration DAY = Duration.ofDays(1);

  @TempDir
  Path home;

  private RestFixture server;
  private RestClient client;
  private final List<Retention> started = new ArrayList<>();

  @BeforeEach
  void start() throws Exception {
    server = new RestFixture(home);
    client = server.client();
  }

  @AfterEach
  void stop() throws Exception {
    server.executor.release();
    started.forEach(Retention::stop);
    client.close();
    server.close();
  }

  @Test
  void endedTasksGoWithTheirFoldersAndWhatRunsStays() throws Exception {
    submit("first");
    submit("hold second");
    awaitStatus(1, TaskStatus.COMPLETED);
    awaitStatus(2, TaskStatus.RUNNING);
    assertThat(folder(1)).exists();

    run(settings(days(30), RawOutput.KEEP, 100), days(31));
    await().until(() -> find(1).isEmpty());
    await().until(() -> Files.notExists(folder(1)));
    assertThat(find(2)).contains(TaskStatus.RUNNING);
    assertThat(folder(2)).exists();
  }

  @Test
  void youngTasksStay() throws Exception {
    submit("first");
    awaitStatus(1, TaskStatus.COMPLETED);

    Retention retention = run(settings(days(30), RawOutput.KEEP, 100), days(29));
    retention.stop();
    assertThat(find(1)).contains(TaskStatus.COMPLETED);
    assertThat(folder(1)).exists();
  }

  @Test
  void zeroKeepsForEver() throws Exception {
    submit("first");
    awaitStatus(1, TaskStatus.COMPLETED);

    run(settings(Duration.ZERO, RawOutput.KEEP, 100), days(3_000)).stop();
    assertThat(find(1)).contains(TaskStatus.COMPLETED);
    assertThat(folder(1)).exists();
    assertThat(server.storage.events(new EventFilter(0, Optional.empty(), 10)).oldest()).isEqualTo(1);
  }

  @Test
  void manyTasksGoInBatches() throws Exception {
    for (int task = 1; task <= 7; task++) {
      submit("task " + task);
    }
    awaitStatus(7, TaskStatus.COMPLETED);

    run(settings(days(30), RawOutput.KEEP, 2), days(31));
    await().until(() -> server.core.queue().counts().values().stream().allMatch(count -> count == 0));
  }

  @Test
  void oldEventsGoAndAReaderWhoStoodThereIsTold() throws Exception {
    submit("first");
    awaitStatus(1, TaskStatus.COMPLETED);

    run(settings(days(30), RawOutput.KEEP, 100), days(31));
    await().until(() -> server.storage.events(new EventFilter(0, Optional.empty(), 10)).oldest() > 1);
    String position = server.storage.info().epoch() + "-0";
    assertThat(client.get("/api/v1/tasks/1/events?after=" + position).status()).isEqualTo(410);
  }

  @Test
  void rawOutputIsPackedAndCanStillBeRead() throws Exception {
    submit("first");
    awaitStatus(1, TaskStatus.COMPLETED);
    Path stdout = folder(1).resolve("1/stdout");
    Files.writeString(stdout, "what it printed");

    run(settings(Duration.ZERO, RawOutput.COMPRESS, 100), days(2));
    await().until(() -> Files.notExists(stdout));
    assertThat(stdout.resolveSibling("stdout.gz")).exists();
    assertThat(client.get("/api/v1/tasks/1/logs?raw=stdout").text()).isEqualTo("what it printed");
    assertThat(client.get("/api/v1/tasks/1/logs?raw=stdout&offset=5").text()).isEqualTo("it printed");
    assertThat(client.get("/api/v1/tasks/1/logs?raw=stdout&offset=500").text()).isEmpty();
  }

  @Test
  void rawOutputIsDroppedIfAskedFor() throws Exception {
    submit("first");
    submit("hold second");
    awaitStatus(1, TaskStatus.COMPLETED);
    awaitStatus(2, TaskStatus.RUNNING);
    Path ended = Files.writeString(folder(1).resolve("1/stdout"), "ended");
    Path running = Files.writeString(folder(2).resolve("1/stdout"), "running");

    run(settings(Duration.ZERO, RawOutput.DROP, 100), days(2));
    await().until(() -> Files.notExists(ended));
    assertThat(ended.resolveSibling("stdout.gz")).doesNotExist();
    assertThat(running).exists();
  }

  @Test
  void foldersOfDeletedTasksGoAndOtherFoldersStay() throws Exception {
    submit("first");
    awaitStatus(1, TaskStatus.COMPLETED);
    Path other = Files.createDirectories(folder(1).resolveSibling("notes"));
    assertThat(client.delete("/api/v1/tasks/1").status()).isIn(200, 204);

    run(settings(days(30), RawOutput.KEEP, 100), Duration.ZERO);
    await().until(() -> Files.notExists(folder(1)));
    assertThat(other).exists();
  }

  @Test
  void logFilesOfTasksGoByTheirAgeAndOtherFilesStay() throws Exception {
    Path folder = Files.createDirectories(home.resolve("tasks"));
    Path old = aged(folder.resolve("task_1_shop_20260101_0000_summary.log"), days(40));
    Path young = aged(folder.resolve("task_2_shop_20260101_0000_detailed.log"), days(1));
    Path foreign = aged(folder.resolve("notes.txt"), days(40));

    run(settings(days(30), RawOutput.KEEP, 100), Duration.ZERO);
    await().until(() -> Files.notExists(old));
    assertThat(young).exists();
    assertThat(foreign).exists();
  }

  private Retention run(RetentionSettings settings, Duration later) {
    var retention = new Retention(server.core.queue(), server.core.orchestrations(), server.storage.pruning(),
        server.core.directories(), settings,
        () -> Instant.now().plus(later), "server-of-test");
    retention.start();
    started.add(retention);
    return retention;
  }

  private RetentionSettings settings(Duration age, RawOutput rawOutput, int batch) {
    return new RetentionSettings(age, age, age, rawOutput, DAY, age, age, home.resolve("tasks"), Duration.ofHours(1),
        batch, Duration.ofMillis(1));
  }

  private static Duration days(int number) {
    return Duration.ofDays(number);
  }

  private static Path aged(Path file, Duration age) throws IOException {
    Files.writeString(file, "x");
    return Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(age)));
  }

  private Path folder(long task) {
    return server.core.directories().task(new TaskId(task));
  }

  private void submit(String prompt) throws Exception {
    String body = new dev.claudeworker.json.JacksonJsonCodec()
        .print(JsonObject.EMPTY.with("execution_prompt", prompt));
    assertThat(client.post("/api/v1/tasks", body).status()).isEqualTo(201);
  }

  private Optional<TaskStatus> find(long id) {
    return server.core.queue().find(new TaskId(id)).map(view -> view.task().status());
  }

  private void awaitStatus(long id, TaskStatus status) {
    await().until(() -> find(id).filter(status::equals).isPresent());
  }
}
