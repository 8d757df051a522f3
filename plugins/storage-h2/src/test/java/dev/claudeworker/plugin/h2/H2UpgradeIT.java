package dev.claudeworker.plugin.h2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.dag.IfBroken;
import dev.claudeworker.spi.storage.IdempotencyKey;
import dev.claudeworker.spi.storage.SchemaState;
import dev.claudeworker.spi.storage.Storage;
import dev.claudeworker.spi.storage.TaskDependencies;
import dev.claudeworker.spi.storage.Unit;
import dev.claudeworker.spi.storage.UnitResult;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.task.TaskStatus;
import dev.claudeworker.spi.testkit.Claims;
import dev.claudeworker.spi.testkit.Finishes;
import dev.claudeworker.spi.testkit.Groups;
import dev.claudeworker.spi.testkit.NewTasks;
import dev.claudeworker.spi.testkit.SettableClock;
import dev.claudeworker.storage.sql.SqlStorage;
import dev.claudeworker.storage.sql.schema.Schema;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.h2.jdbcx.JdbcDataSource;
import org.h2.tools.RunScript;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A database that the first version made, with tasks in it, is brought up to date. */
final class H2UpgradeIT {

  private static final TaskId DONE = new TaskId(1);
  private static final TaskId FREED = new TaskId(2);
  private static final TaskId WAITING = new TaskId(3);
  private static final TaskId PENDING = new TaskId(4);

  private H2Fixture fixture;

  @BeforeEach
  void makeFirstDatabase() throws Exception {
    fixture = H2Fixture.empty();
    Files.createDirectories(file().getParent());
    try (Connection connection = source().getConnection(); var script = resource("first-schema.sql", getClass())) {
      RunScript.execute(connection, script);
    }
  }

  @AfterEach
  void removeIt() {
    fixture.close();
  }

  @Test
  void everythingIsStillThere() {
    try (Storage storage = fixture.open()) {
      assertThat(storage.info().schemaVersion()).isEqualTo(Integer.toString(Schema.NEWEST));
      assertThat(storage.find(DONE).orElseThrow().status()).isEqualTo(TaskStatus.COMPLETED);
      assertThat(storage.attempts(DONE)).hasSize(1);
      assertThat(storage.result(DONE)).isPresent();
      assertThat(storage.find(PENDING).orElseThrow().settings().labels()).containsEntry("team", "blue");
      assertThat(storage.find(WAITING).orElseThrow().place().dependsOn()).containsExactly(DONE, FREED);
      assertThat(storage.counts()).containsEntry(TaskStatus.PENDING, 2L).containsEntry(TaskStatus.WAITING, 1L);
    }
  }

  @Test
  void aCopyIsKeptBeforeTheSchemaIsChangedAndCanBePutBack() throws Exception {
    var factory = new H2StorageFactory();
    var config = H2Fixture.config(JsonObject.EMPTY);
    var context = H2Fixture.context(fixture.home(), new SettableClock());
    SchemaState before = factory.schemaState(config, context).orElseThrow();
    assertThat(before.found()).contains("1");
    assertThat(before.pending()).first().isEqualTo("V2__orchestrations.sql");
    assertThat(factory.schemaState(config, context)).as("looking changes nothing").contains(before);

    fixture.open().close();
    SchemaState after = factory.schemaState(config, context).orElseThrow();
    assertThat(after.found()).contains(after.newest());
    assertThat(after.pending()).isEmpty();

    try (Stream<Path> files = Files.list(file().getParent())) {
      Path copy = files.filter(path -> path.toString().endsWith(".backup")).findFirst().orElseThrow();
      factory.backup(config, context).orElseThrow().restore(copy, true);
    }
    assertThat(factory.schemaState(config, context).orElseThrow().found()).contains("1");
    tasksOfTheFirstVersionRunInTheirOrder();
  }

  @Test
  void tasksOfTheFirstVersionRunInTheirOrder() {
    try (Storage storage = fixture.open()) {
      var claimed = storage.apply(Groups.claiming(Claims.by("one").limit(5))).claimed();
      assertThat(claimed).extracting(one -> one.task().id()).containsExactly(PENDING, FREED);

      storage.apply(Groups.of(Finishes.completed(claimed.getLast())));

      assertThat(storage.apply(Groups.claiming(Claims.by("one"))).claimed())
          .extracting(one -> one.task().id())
          .containsExactly(WAITING);
    }
  }

  @Test
  void edgesOfTheFirstVersionSkipAndAreAsOldAsTheirTask() {
    try (Storage storage = fixture.open()) {
      assertThat(storage.graphs().dependencies(WAITING, 9).upstream())
          .extracting(TaskDependencies.Edge::ifBroken)
          .containsOnly(IfBroken.SKIP);
      assertThat(storage.graphs().dependencies(WAITING, 9).upstream())
          .extracting(TaskDependencies.Edge::created)
          .containsOnly(SettableClock.START);
    }
  }

  @Test
  void keysOfTheFirstVersionStillAnswer() {
    Unit repeated = new Unit.Submit(
        List.of(NewTasks.aTask().build()), Optional.of(new IdempotencyKey("default", "key-1", "hash-1")));
    try (Storage storage = fixture.open()) {
      assertThat(storage.apply(Groups.of(repeated)).results())
          .containsExactly(new UnitResult.AlreadyApplied(List.of(PENDING)));
    }
  }

  @Test
  void anUpgradeThatWasKilledGoesOn() throws Exception {
    try (Connection connection = source().getConnection();
        Statement statement = connection.createStatement();
        InputStream script = SqlStorage.class.getResourceAsStream("schema/V2__orchestrations.sql")) {
      String sql = new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
      for (String part : sql.replaceAll("(?m)^--.*$", "").split(";")) {
        if (!part.isBlank()) {
          statement.execute(part);
        }
      }
    }

    tasksOfTheFirstVersionRunInTheirOrder();
  }

  @Test
  void theWordsOfTheNewColumnsAreChecked() throws Exception {
    fixture.open().close();
    try (Connection connection = source().getConnection(); Statement statement = connection.createStatement()) {
      isRefused(statement, "UPDATE task SET held = 'forgotten' WHERE id = 4");
      isRefused(statement, "UPDATE task SET held = 'paused' WHERE id = 1");
      isRefused(statement, "UPDATE task SET queue = 'a:1' WHERE id = 1");
      isRefused(statement, "UPDATE task SET lane_key = 'x' WHERE id = 1");
      isRefused(statement, "UPDATE edge SET if_broken = 'explode'");
      isRefused(statement, "INSERT INTO lane VALUES ('t:x', 0, 0, 0)");
      isRefused(statement, "INSERT INTO lane VALUES ('t:x', 1, -1, 0)");
    }
  }

  private static void isRefused(Statement statement, String sql) {
    assertThatExceptionOfType(SQLException.class)
        .as(sql)
        .isThrownBy(() -> statement.execute(sql))
        .withMessageContaining("Check constraint violation");
  }

  private Path file() {
    return fixture.home().resolve("data").resolve("claude-worker.mv.db");
  }

  private JdbcDataSource source() {
    JdbcDataSource source = new JdbcDataSource();
    source.setURL("jdbc:h2:file:" + file().toString().replace(".mv.db", ""));
    source.setUser("sa");
    source.setPassword("");
    return source;
  }

  private static InputStreamReader resource(String name, Class<?> beside) throws IOException {
    InputStream content = beside.getResourceAsStream(name);
    if (content == null) {
      throw new IOException("no resource " + name);
    }
    return new InputStreamReader(content, StandardCharsets.UTF_8);
  }
}
