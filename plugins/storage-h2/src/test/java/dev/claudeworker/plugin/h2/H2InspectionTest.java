package dev.claudeworker.plugin.h2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.claudeworker.spi.ErrorCode;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.WorkerException;
import dev.claudeworker.spi.storage.Storage;
import dev.claudeworker.spi.storage.StorageErrors;
import dev.claudeworker.spi.testkit.Groups;
import dev.claudeworker.spi.testkit.NewTasks;
import dev.claudeworker.storage.sql.schema.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What can be told of a database that no server has open, without changing anything. */
final class H2InspectionTest {

  private static final String NEWEST = Integer.toString(Schema.NEWEST);

  private H2Fixture fixture;

  @BeforeEach
  void makeHome() throws IOException {
    fixture = H2Fixture.fresh();
  }

  @AfterEach
  void removeHome() {
    fixture.close();
  }

  @Test
  void aHomeWithoutDatabaseHasNothingToTell() throws IOException {
    Files.delete(file());

    assertThat(fixture.inspect(JsonObject.EMPTY)).isEmpty();
    assertThat(fixture.inspect(JsonObject.EMPTY.with("url", "jdbc:h2:mem:x"))).isEmpty();
  }

  @Test
  void aDatabaseThatWasClosedTellsItsSchemaAndStaysAsItIs() throws IOException {
    try (Storage storage = fixture.open()) {
      submit(storage);
    }
    Map<Path, Integer> before = contents();

    assertThat(inspect().text("schema_version")).contains(NEWEST);
    assertThat(inspect().text("place")).contains(file().toString());
    assertThat(inspect().text("remark")).isEmpty();
    assertThat(contents()).isEqualTo(before);
  }

  @Test
  void aDatabaseOfAKilledServerIsNoDamage() throws IOException {
    byte[] asAKillLeavesIt;
    try (Storage storage = fixture.open()) {
      for (int count = 0; count < 20; count++) {
        submit(storage);
      }
      asAKillLeavesIt = Files.readAllBytes(file());
    }
    Files.delete(file().resolveSibling("claude-worker.head"));
    Files.write(file(), asAKillLeavesIt);
    Map<Path, Integer> before = contents();

    assertThat(inspect().text("schema_version").or(() -> inspect().text("remark")).orElseThrow())
        .matches(NEWEST + "|It was not closed.*");
    assertThat(contents()).isEqualTo(before);
  }

  @Test
  void aDatabaseInUseNamesWhoHasIt() {
    try (Storage _ = fixture.open()) {
      isRefused(StorageErrors.LOCKED, "in use by this very process");
    }
  }

  @Test
  void whatIsEmptyCutOrOlderThanItWasIsDamagedAndStays() throws IOException {
    try (Storage storage = fixture.open()) {
      submit(storage);
    }
    byte[] whole = Files.readAllBytes(file());
    try (Storage storage = fixture.open()) {
      submit(storage);
    }
    Files.write(file(), whole);
    isRefused(StorageErrors.DAMAGED, "its last event is number");

    Files.write(file(), new byte[0]);
    isRefused(StorageErrors.DAMAGED, "the file is empty");

    Files.write(file(), Arrays.copyOf(whole, 5_000));
    isRefused(StorageErrors.DAMAGED, file().toString());
    assertThat(file()).hasSize(5_000);
  }

  @Test
  void aNewerSchemaIsNamedWithTheVersionItNeeds() throws Exception {
    execute("UPDATE meta SET schema_version = 99, min_server_version = '9.1.0'");

    isRefused(StorageErrors.TOO_NEW, "schema 99");
  }

  @Test
  void anOlderSchemaIsNoProblem() throws Exception {
    execute("UPDATE meta SET schema_version = 2");

    assertThat(inspect().text("schema_version")).contains("2");
    assertThat(inspect().text("remark")).contains("The next start brings it to schema " + NEWEST + ".");
  }

  @Test
  void aDatabaseOfAnotherProgramIsForeign() throws Exception {
    Files.delete(file());
    execute("CREATE TABLE customer (id INTEGER PRIMARY KEY)");
    isRefused(StorageErrors.FOREIGN, "belongs to another program");

    Path sqlite = Files.writeString(fixture.home().resolve("tasks.db"), "SQLite format 3\0 and some rows");
    assertThatThrownBy(() -> fixture.inspect(JsonObject.EMPTY.with("path", sqlite.toString())))
        .isInstanceOfSatisfying(WorkerException.class,
            thrown -> assertThat(thrown.errorCode()).isEqualTo(StorageErrors.FOREIGN));
  }

  private JsonObject inspect() {
    return fixture.inspect(JsonObject.EMPTY).orElseThrow();
  }

  private Path file() {
    return fixture.home().resolve("data").resolve("claude-worker.mv.db");
  }

  /** All files with a hash of each. */
  private Map<Path, Integer> contents() throws IOException {
    Map<Path, Integer> hashes = new TreeMap<>();
    try (Stream<Path> files = Files.walk(fixture.home())) {
      for (Path path : files.filter(Files::isRegularFile).toList()) {
        hashes.put(path, Arrays.hashCode(Files.readAllBytes(path)));
      }
    }
    return hashes;
  }

  private static void submit(Storage storage) {
    storage.apply(Groups.of(Groups.submit(NewTasks.aTask().prompt("x".repeat(2_000)))));
  }

  private void isRefused(ErrorCode code, String message) {
    assertThatThrownBy(this::inspect).isInstanceOfSatisfying(WorkerException.class, thrown -> {
      assertThat(thrown.errorCode()).as(() -> thrown + " " + thrown.getCause()).isEqualTo(code);
      assertThat(thrown).hasMessageContaining(message);
    });
  }

  private void execute(String sql) throws SQLException {
    JdbcDataSource database = new JdbcDataSource();
    database.setURL("jdbc:h2:file:" + file().toString().replace(".mv.db", ""));
    database.setUser("sa");
    database.setPassword("");
    try (Connection connection = database.getConnection(); Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
