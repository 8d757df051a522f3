package dev.claudeworker.plugin.h2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.claudeworker.spi.ErrorCode;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.WorkerException;
import dev.claudeworker.spi.storage.Storage;
import dev.claudeworker.spi.storage.StorageErrors;
import dev.claudeworker.spi.storage.UnitResult;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.task.TaskStatus;
import dev.claudeworker.spi.testkit.Groups;
import dev.claudeworker.spi.testkit.NewTasks;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** What stands at the place of the database when it is opened. */
final class H2OpeningIT {

  private static final byte[] SQLITE = "SQLite format 3\0 and some rows".getBytes(StandardCharsets.ISO_8859_1);

  private H2Fixture fixture;

  @BeforeEach
  void makeHome() throws IOException {
    fixture = H2Fixture.empty();
  }

  @AfterEach
  void removeHome() {
    fixture.close();
  }

  @Test
  void aNewHomeGetsADatabaseInItsDataFolder() {
    try (Storage storage = fixture.open()) {
      assertThat(storage.info().details().text("file")).contains(file().toString());
    }

    assertThat(file()).isRegularFile();
    assertThat(file().getParent()).isDirectoryNotContaining("glob:**.owner").isDirectoryNotContaining("glob:**.new*");
  }

  @Test
  void aDatabaseThatAnotherServerHasIsInUse() {
    try (Storage storage = fixture.open()) {
      isRefused(StorageErrors.LOCKED, "is in use by");

      assertThat(submit(storage)).as("the other one goes on").isEqualTo(new TaskId(1));
    }
  }

  @Test
  void aCreationThatWasInterruptedIsBegunAgain() throws IOException {
    Files.createDirectories(file().getParent());
    Files.writeString(file().resolveSibling("claude-worker.new.mv.db"), "half of a header");

    fixture.open().close();

    assertThat(file()).isRegularFile();
  }

  @Test
  void aSchemaThatWasInterruptedIsFinished() throws Exception {
    fixture.open().close();
    execute("DELETE FROM meta", "DELETE FROM \"schema_history\"", "DROP TABLE idempotency_key", "DROP TABLE event");
    Files.delete(file().resolveSibling("claude-worker.head"));

    try (Storage storage = fixture.open()) {
      assertThat(submit(storage)).isEqualTo(new TaskId(1));
    }
  }

  @Test
  void aPathChoosesTheFile() {
    Path chosen = fixture.home().resolve("elsewhere").resolve("mine");

    fixture.open(JsonObject.EMPTY.with("path", chosen.toString())).close();

    assertThat(chosen.resolveSibling("mine.mv.db")).isRegularFile();
  }

  @Test
  void aPathWithASemicolonIsRefused() {
    Path chosen = fixture.home().resolve("mine;TRACE_LEVEL_FILE=4");

    isRefused(ErrorCode.configuration("storage_path"), "has a ';'", JsonObject.EMPTY.with("path", chosen.toString()));
  }

  @Test
  void aFolderThatCannotBeMadeIsNoFaultOfThePlugin() throws IOException {
    Path inTheWay = Files.createFile(fixture.home().resolve("file"));

    isRefused(StorageErrors.UNAVAILABLE, "cannot be used", JsonObject.EMPTY.with("path", inTheWay + "/below/mine"));
  }

  @Test
  void filesThatCannotBeWrittenAreExplained() {
    assertThat(H2Failures.explainFiles(new IOException("No space left on device"), "x.db"))
        .hasMessage("the disk of the database x.db is full");
    assertThat(H2Failures.explainFiles(new IOException("Read-only file system"), "x.db"))
        .hasMessageContaining("may not be read and written");
  }

  @Test
  void anEmptyFileIsDamagedAndStays() throws IOException {
    write(new byte[0]);

    isRefused(StorageErrors.DAMAGED, "the file is empty");
    assertThat(file()).isEmptyFile();
  }

  @Test
  void aFileWithoutTheHeaderIsDamagedAndStays() throws IOException {
    byte[] garbage = "garbage".repeat(5_000).getBytes(StandardCharsets.UTF_8);
    write(garbage);

    isRefused(StorageErrors.DAMAGED, "does not begin as a database");
    assertThat(file()).hasBinaryContent(garbage);
  }

  @Test
  void aFileCutToItsBeginningIsDamagedAndStays() throws IOException {
    isDamagedWhenCutTo(5_000, filled());
  }

  @Test
  void aFileCutToAQuarterIsDamagedAndStays() throws IOException {
    byte[] whole = filled();
    isDamagedWhenCutTo(whole.length / 4, whole);
  }

  /** Once per file: H2 may hold on to a file that it failed to open until its process ends, as a server's does then. */
  private void isDamagedWhenCutTo(int keep, byte[] whole) throws IOException {
    byte[] part = Arrays.copyOf(whole, keep);
    write(part);

    isRefused(StorageErrors.DAMAGED, file().toString());
    assertThat(file()).hasBinaryContent(part);
  }

  @Test
  void valuesThatNobodyStoredAreDamage() throws Exception {
    filled();
    execute("UPDATE task SET executor_options = 'no JSON' WHERE id = 7");

    try (Storage storage = fixture.open()) {
      assertThat(storage.find(new TaskId(6))).isPresent();
      assertThatThrownBy(() -> storage.find(new TaskId(7)))
          .isInstanceOfSatisfying(WorkerException.class, thrown -> {
            assertThat(thrown.errorCode()).isEqualTo(StorageErrors.DAMAGED);
            assertThat(thrown).hasMessageContaining("a value that is stored in it cannot be read");
          });
    }
  }

  /** H2 opens such a file at the newest state it can still find; what matters is that nothing is missing silently. */
  @RepeatedTest(12)
  void aFileThatLostItsLastBytesIsWholeOrDamaged(RepetitionInfo repetition) throws IOException {
    byte[] whole = filled();
    int lost = lastIsHalf(repetition) ? whole.length / 2 : (int) Math.pow(3, repetition.getCurrentRepetition() - 1.0);
    assertThat(lost).isLessThan(whole.length);
    write(Arrays.copyOf(whole, whole.length - lost));

    try (Storage storage = fixture.open()) {
      assertThat(storage.counts()).as("lost " + lost).containsEntry(TaskStatus.PENDING, 50L);
    } catch (WorkerException refused) {
      assertThat(refused.errorCode()).as("lost " + lost).isEqualTo(StorageErrors.DAMAGED);
    }
  }

  private static boolean lastIsHalf(RepetitionInfo repetition) {
    return repetition.getCurrentRepetition() == repetition.getTotalRepetitions();
  }

  @Test
  void anOlderCopyIsNotTakenForTheNewest() throws IOException {
    filled();
    byte[] older = Files.readAllBytes(file());
    filled();
    write(older);

    isRefused(StorageErrors.DAMAGED, "its last event is number 50, but it once had 100");

    Files.delete(file().resolveSibling("claude-worker.head"));
    try (Storage storage = fixture.open()) {
      assertThat(storage.counts()).containsEntry(TaskStatus.PENDING, 50L);
    }
  }

  @Test
  void anSqliteFileAtThePathIsForeignAndStays() throws IOException {
    Path tasks = fixture.home().resolve("tasks.db");
    Files.write(tasks, SQLITE);

    isRefused(StorageErrors.FOREIGN, "SQLite", JsonObject.EMPTY.with("path", tasks.toString()));
    assertThat(tasks).hasBinaryContent(SQLITE);
  }

  @Test
  void anSqliteFileInTheHomeIsLeftAloneAndMentioned() throws IOException {
    Path tasks = fixture.home().resolve("tasks.db");
    Files.write(tasks, SQLITE);

    try (Storage storage = fixture.open()) {
      assertThat(storage.info().details().text("left_untouched").orElseThrow()).contains(tasks.toString());
    }
    assertThat(tasks).hasBinaryContent(SQLITE);
  }

  @Test
  void anH2DatabaseOfAnotherProgramIsForeignAndStays() throws Exception {
    Files.createDirectories(file().getParent());
    execute("CREATE TABLE customer (id INTEGER PRIMARY KEY)");

    isRefused(StorageErrors.FOREIGN, "belongs to another program");
    execute("INSERT INTO customer VALUES (1)");
  }

  @Test
  void aTableNamedMetaOfAnotherProgramIsForeign() throws Exception {
    Files.createDirectories(file().getParent());
    execute("CREATE TABLE meta (name VARCHAR(10))");

    isRefused(StorageErrors.FOREIGN, "belongs to another program");
  }

  @Test
  void aNewerSchemaIsRefusedByAnOlderServer() throws Exception {
    fixture.open().close();
    execute("UPDATE meta SET schema_version = 99, min_server_version = '9.1.0'");

    isRefused(StorageErrors.TOO_NEW, "schema 99");
    assertThatThrownBy(fixture::open)
        .isInstanceOfSatisfying(WorkerException.class, thrown -> assertThat(thrown.suggestion()).contains("9.1.0"));
  }

  @Test
  void aNewerSchemaThatThisServerUnderstandsIsOpened() throws Exception {
    fixture.open().close();
    execute("UPDATE meta SET schema_version = 99, min_server_version = '0.1.0'");

    try (Storage storage = fixture.open()) {
      assertThat(storage.info().schemaVersion()).isEqualTo("99");
    }
  }

  private Path file() {
    return fixture.home().resolve("data").resolve("claude-worker.mv.db");
  }

  private void write(byte[] content) throws IOException {
    Files.createDirectories(file().getParent());
    Files.write(file(), content);
  }

  private byte[] filled() throws IOException {
    try (Storage storage = fixture.open()) {
      for (int count = 0; count < 50; count++) {
        submit(storage);
      }
    }
    return Files.readAllBytes(file());
  }

  private static TaskId submit(Storage storage) {
    var result = storage.apply(Groups.of(Groups.submit(NewTasks.aTask().prompt("x".repeat(2_000)))));
    return ((UnitResult.Applied) result.results().getFirst()).tasks().getFirst();
  }

  private void isRefused(ErrorCode code, String message) {
    isRefused(code, message, JsonObject.EMPTY);
  }

  private void isRefused(ErrorCode code, String message, JsonObject section) {
    assertThatThrownBy(() -> fixture.open(section).close())
        .isInstanceOfSatisfying(WorkerException.class, thrown -> {
          assertThat(thrown.errorCode()).as(() -> thrown + " " + thrown.getCause()).isEqualTo(code);
          assertThat(thrown).hasMessageContaining(message);
          assertThat(thrown.suggestion()).isNotBlank();
        });
  }

  private void execute(String... statements) throws SQLException {
    JdbcDataSource database = new JdbcDataSource();
    database.setURL("jdbc:h2:file:" + file().toString().replace(".mv.db", ""));
    database.setUser("sa");
    database.setPassword("");
    try (Connection connection = database.getConnection(); Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }
}
