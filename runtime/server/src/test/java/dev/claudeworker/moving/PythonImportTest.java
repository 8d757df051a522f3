package dev.claudeworker.moving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.claudeworker.spi.JsonValue.JsonNumber;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.WorkerException;
import dev.claudeworker.spi.dag.Orchestration;
import dev.claudeworker.spi.dag.OrchestrationId;
import dev.claudeworker.spi.dag.OrchestrationStatus;
import dev.claudeworker.spi.storage.EventFilter;
import dev.claudeworker.spi.storage.Storage;
import dev.claudeworker.spi.task.Task;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.task.TaskStatus;
import dev.claudeworker.spi.testkit.SettableClock;
import dev.claudeworker.spi.testkit.memory.InMemoryStorage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PythonImportTest {

  private static final String LATER_TABLES =
      """
          CREATE TABLE orchestrations (id INTEGER NOT NULL PRIMARY KEY, status VARCHAR, created_at DATETIME,
            started_at DATETIME, ended_at DATETIME, total_tasks INTEGER, completed_tasks INTEGER, failed_tasks INTEGER,
            skipped_tasks INTEGER);
          CREATE TABLE tasks (id INTEGER NOT NULL PRIMARY KEY, status VARCHAR(9) NOT NULL, pid INTEGER,
            working_directory VARCHAR NOT NULL, system_prompt VARCHAR, execution_prompt VARCHAR NOT NULL, model VARCHAR,
            log_file_path VARCHAR, last_action_cache VARCHAR, final_summary VARCHAR, error_message VARCHAR,
            created_at DATETIME NOT NULL, started_at DATETIME, ended_at DATETIME, updated_at DATETIME,
            orchestration_id INTEGER, identifier VARCHAR, depends_on VARCHAR, initial_delay FLOAT,
            dependency_failed_at DATETIME);
          CREATE TABLE schema_migrations (version INTEGER, description VARCHAR, applied_at DATETIME);
          INSERT INTO orchestrations (id, status, created_at, ended_at)
            VALUES (3, 'failed', '2025-09-01 10:00:00.000000', '2025-09-01 11:00:00');
          INSERT INTO tasks (id, status, working_directory, system_prompt, execution_prompt, model, final_summary, created_at,
            started_at, ended_at) VALUES (1, 'COMPLETED', '/work/one', 'be kind', 'Describe it', 'opus', 'It is blue.',
            '2025-09-01 09:00:00.123456', '2025-09-01 09:00:01', '2025-09-01 09:05:00');
          INSERT INTO tasks (id, status, working_directory, execution_prompt, error_message, created_at, orchestration_id,
            identifier) VALUES (4, 'failed', '/work', 'Build', 'exit 1', '2025-09-01 10:00:00', 3, 'build');
          INSERT INTO tasks (id, status, working_directory, execution_prompt, created_at, orchestration_id, identifier,
            depends_on, initial_delay) VALUES (5, 'skipped', '/work', 'Test', '2025-09-01 10:00:00', 3, 'test',
            '["build", "nobody"]', 2.5);
          INSERT INTO tasks (id, status, working_directory, execution_prompt, created_at)
            VALUES (9, 'running', 'relative', 'Sing', 'no time at all');
          """;

  private static final String FIRST_TABLES = """
      CREATE TABLE tasks (id INTEGER PRIMARY KEY, status VARCHAR, working_directory VARCHAR, system_prompt VARCHAR,
        execution_prompt VARCHAR, raw_log_path VARCHAR, summary_log_path VARCHAR, last_action_cache VARCHAR,
        final_summary VARCHAR, error_message VARCHAR, created_at DATETIME, started_at DATETIME, ended_at DATETIME);
      INSERT INTO tasks (id, status, working_directory, execution_prompt, created_at)
        VALUES (1, 'completed', '/work', 'Old', '2025-08-11T08:00:00');
      """;

  @TempDir
  Path folder;

  private final Storage target = new InMemoryStorage(new SettableClock());

  @Test
  void tasksAndOrchestrationsKeepTheirNumbersStatesAndResults() throws Exception {
    make(LATER_TABLES);
    byte[] before = Files.readAllBytes(file());
    JsonObject answer = run();

    assertThat(answer.get("unfinished")).contains(JsonNumber.of(1));
    Task done = target.find(new TaskId(1)).orElseThrow();
    assertThat(done.status()).isEqualTo(TaskStatus.COMPLETED);
    assertThat(done.settings().model()).contains("opus");
    assertThat(done.times().created()).isEqualTo(Instant.parse("2025-09-01T09:00:00.123456Z"));
    assertThat(target.result(new TaskId(1)).orElseThrow().text()).isEqualTo("It is blue.");
    assertThat(target.input(new TaskId(1)).orElseThrow().systemPrompt()).contains("be kind");
    Task failed = target.find(new TaskId(4)).orElseThrow();
    assertThat(failed.status()).isEqualTo(TaskStatus.FAILED);
    assertThat(failed.state().failure().orElseThrow().message()).isEqualTo("exit 1");
    Task skipped = target.find(new TaskId(5)).orElseThrow();
    assertThat(skipped.status()).isEqualTo(TaskStatus.SKIPPED);
    assertThat(skipped.place().dependsOn()).containsExactly(new TaskId(4));
    assertThat(skipped.place().identifier()).contains("test");
    Orchestration graph = target.graphs().orchestration(new OrchestrationId(3)).orElseThrow();
    assertThat(graph.status()).isEqualTo(OrchestrationStatus.FAILED);
    assertThat(graph.counts().total()).isEqualTo(2);
    assertThat(Files.readAllBytes(file())).isEqualTo(before);
  }

  @Test
  void whatHadNotEndedIsCancelledAndCanBeRetried() throws Exception {
    make(LATER_TABLES);
    run();

    Task sung = target.find(new TaskId(9)).orElseThrow();
    assertThat(sung.status()).isEqualTo(TaskStatus.CANCELLED);
    assertThat(sung.state().failure().orElseThrow().message()).contains("it was running");
    assertThat(sung.settings().workingDirectory()).isEqualTo(folder.resolve("relative"));
    assertThat(target.counts()).containsEntry(TaskStatus.PENDING, 0L).containsEntry(TaskStatus.CANCELLED, 1L);
    assertThat(target.events(new EventFilter(0, Optional.of(new TaskId(9)), 10)).events()).hasSize(2);
  }

  @Test
  void theFirstVersionHadNeitherModelsNorOrchestrations() throws Exception {
    make(FIRST_TABLES);
    run();

    Task old = target.find(new TaskId(1)).orElseThrow();
    assertThat(old.status()).isEqualTo(TaskStatus.COMPLETED);
    assertThat(old.settings().model()).isEmpty();
  }

  @Test
  void aSecondImportAndOtherFilesAreRefused() throws Exception {
    make(LATER_TABLES);
    run();
    assertThatExceptionOfType(WorkerException.class).isThrownBy(this::run).withMessageContaining("is not empty");

    Files.writeString(file(), "not a database");
    assertThatExceptionOfType(WorkerException.class).isThrownBy(this::run)
        .withMessageContaining("it is no database of SQLite");
    Files.delete(file());
    assertThatExceptionOfType(WorkerException.class).isThrownBy(this::run)
        .withMessageContaining("there is no such file");
    make("CREATE TABLE tasks (id INTEGER PRIMARY KEY, title TEXT);");
    assertThatExceptionOfType(WorkerException.class).isThrownBy(this::run).withMessageContaining("no table 'tasks' as");
    byte[] whole = Files.readAllBytes(file());
    Files.write(file(), Arrays.copyOf(whole, 1000));
    assertThatExceptionOfType(WorkerException.class).isThrownBy(this::run)
        .satisfies(failure -> assertThat(failure.suggestion()).isNotBlank());
  }

  @Test
  void withoutTheDriverItSaysWhatIsMissing() {
    assertThatExceptionOfType(WorkerException.class)
        .isThrownBy(() -> SqliteDriver.load(Optional.of(folder.resolve("missing"))))
        .withMessageContaining("lib/import");
  }

  private JsonObject run() {
    return StoreMoves.importPython(file(), Optional.empty(), target, "here", position -> {
    });
  }

  private Path file() {
    return folder.resolve("tasks.db");
  }

  private void make(String script) throws SQLException, IOException {
    Files.deleteIfExists(file());
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
        Statement statement = connection.createStatement()) {
      for (String sql : script.split(";\n")) {
        if (!sql.isBlank()) {
          statement.execute(sql);
        }
      }
    }
  }
}
