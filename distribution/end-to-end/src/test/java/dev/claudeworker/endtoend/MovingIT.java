package dev.claudeworker.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The ways of docs/guides-moving.md, gone with the program as people have it. */
class MovingIT {

  @AutoClose
  private final WorkerHome worker = WorkerHome.create();

  @Test
  void aBackupBringsBackWhatWasThereAndSaysWhatItMovedAside() {
    long kept = completed(worker, "echo kept");
    worker.run("server", "stop").succeeded();
    String file = worker.work().resolve("queue.backup").toString();
    worker.run("backup", file).succeeded();
    worker.run("server", "start").succeeded();
    long later = completed(worker, "echo later");

    assertThat(worker.run("restore", file).failedWith(1).stderr()).as("a server is in the way").contains("server stop");
    worker.run("server", "stop").succeeded();
    assertThat(worker.run("restore", file).failedWith(1).stderr()).contains("--replace");
    assertThat(worker.run("restore", file, "--replace").succeeded().stdout()).contains("claude-worker.replaced-");
    worker.run("server", "start").succeeded();

    assertThat(worker.task(kept)).containsEntry("status", "completed").containsEntry("final_summary", "kept");
    worker.run("status", Long.toString(later)).failedWith(4);
    assertThat(completed(worker, "echo again")).as("numbers go on from the backup").isEqualTo(later);
  }

  @Test
  void anExportIsImportedElsewhereWithNumbersAndResults() {
    long task = completed(worker, "echo moved");
    long failed = worker.submit("exit 3", "--executor", "shell", "--retries", "0", "--label", "from=here");
    worker.awaitStatus(failed, "failed");
    worker.run("server", "stop").succeeded();
    String file = worker.work().resolve("queue.jsonl").toString();
    assertThat(worker.run("export", file).succeeded().stdout()).contains("Exported 2 tasks");

    try (WorkerHome other = WorkerHome.create()) {
      assertThat(other.run("import", file).succeeded().stdout()).contains("Imported 2 tasks");
      other.run("server", "start").succeeded();
      assertThat(other.task(task)).containsEntry("status", "completed").containsEntry("final_summary", "moved");
      assertThat(other.run("list", "--label", "from=here").succeeded().stdout()).startsWith(failed + "\t");
      other.run("server", "stop").succeeded();
      assertThat(other.run("import", file).failedWith(1).stderr()).as("two queues are not poured together")
          .isNotBlank();
    }
  }

  @Test
  void theQueueGoesOnInPostgresql() {
    try (PostgresCluster postgres = PostgresCluster.start()) {
      long before = completed(worker, "echo embedded");
      worker.run("server", "stop").succeeded();
      String address =
          postgres.url().replace("jdbc:postgresql://", "postgres://" + postgres.user() + "@");
      worker.run("storage", "migrate", "--to", address).succeeded();
      worker.run("config", "set", "storage.type", "postgres").succeeded();
      worker.runWithInput(postgres.url() + "?user=" + postgres.user() + "\n", "config", "set", "storage.database")
          .succeeded();
      assertThat(worker.run("storage", "migrate", "--check").succeeded().stdout()).isNotBlank();
      worker.run("server", "start").succeeded();

      assertThat(worker.task(before)).containsEntry("status", "completed").containsEntry("final_summary", "embedded");
      assertThat(completed(worker, "echo shared")).isEqualTo(before + 1);
      worker.run("server", "stop").succeeded();
      assertThat(worker.run("storage", "migrate", "--to", address).exitCode())
          .as("the target is not empty any more")
          .isNotZero();
    }
  }

  @Test
  void tasksOfThePythonVersionAreReadAndTheFileIsLeftAsItWas() throws Exception {
    Path file = pythonTasks();
    byte[] before = Files.readAllBytes(file);
    worker.config("retention", Map.of("tasks", "0"));

    assertThat(worker.run("import", "--from-python", file.toString()).succeeded().stdout())
        .contains("1 had not ended");
    worker.run("server", "start").succeeded();

    assertThat(worker.task(1)).containsEntry("status", "completed")
        .containsEntry("final_summary", "It is blue.")
        .containsEntry("model", "opus");
    assertThat(worker.task(4)).containsEntry("status", "failed").containsEntry("orchestration_id", 3);
    assertThat(worker.task(5)).containsEntry("status", "skipped");
    assertThat(worker.run("list", "--status", "cancelled").succeeded().stdout()).startsWith("9\t");
    assertThat(worker.run("list", "--label", "imported-from=python").succeeded().stdout()).hasLineCount(4);
    assertThat(Files.readAllBytes(file)).isEqualTo(before);
  }

  private Path pythonTasks() throws IOException, SQLException {
    Path file = worker.work().resolve("tasks.db");
    try (
        InputStream script = Objects.requireNonNull(MovingIT.class.getResourceAsStream("python-version.sql"));
        Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(new String(script.readAllBytes(), StandardCharsets.UTF_8));
    }
    return file;
  }

  private static long completed(WorkerHome at, String script) {
    long id = at.submit(script, "--executor", "shell");
    at.awaitStatus(id, "completed");
    return id;
  }
}
