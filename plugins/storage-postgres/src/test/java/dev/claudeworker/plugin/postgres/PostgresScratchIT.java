package dev.claudeworker.plugin.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.claudeworker.spi.ErrorCode;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.WorkerException;
import dev.claudeworker.spi.storage.Storage;
import dev.claudeworker.spi.storage.StorageErrors;
import dev.claudeworker.spi.storage.StorageScratch;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PostgresScratchIT {

  private final TestServer server = TestServer.shared();

  @Test
  void itIsADatabaseOfItsOwnThatGoesAgain() throws SQLException {
    try (PostgresFixture fixture = PostgresFixture.empty()) {
      String name;
      try (StorageScratch scratch = fixture.scratch(fixture.section())) {
        name = scratch.place().substring(scratch.place().lastIndexOf('/') + 1);
        assertThat(name).startsWith(PostgresScratch.PREFIX);
        try (Storage storage = fixture.open(scratch.section())) {
          assertThat(storage.info().kind()).isEqualTo("postgres");
          assertThat(databases()).contains(name, fixture.database());
        }
      }
      assertThat(databases()).contains(fixture.database()).doesNotContain(name);
      assertThat(tablesIn(fixture.database())).as("the configured database").isZero();
    }
  }

  @Test
  void whatTheServerDoesNotKeepIsSaid() {
    try (PostgresFixture fixture = PostgresFixture.empty();
        StorageScratch scratch = fixture.scratch(fixture.section())) {
      assertThat(scratch.warnings()).singleElement().asString().contains("fsync is off");
    }
  }

  @Test
  void userWhoMayNotMakeDatabasesIsToldHow() {
    server.run("CREATE ROLE modest LOGIN");
    try (PostgresFixture fixture = PostgresFixture.empty()) {
      WorkerException refused = refused(fixture, fixture.section().with("user", "modest"), PostgresScratch.NO_RIGHT);
      assertThat(refused).hasMessageContaining("may not make a scratch database");
      assertThat(refused.suggestion()).contains("CREATEDB");
    } finally {
      server.run("DROP ROLE modest");
    }
  }

  @Test
  void serverThatIsNotThereIsTold() {
    try (PostgresFixture fixture = PostgresFixture.empty()) {
      assertThat(refused(fixture, fixture.section().with("url", "jdbc:postgresql://127.0.0.1:1/queue"),
          StorageErrors.UNAVAILABLE)).hasMessageContaining("cannot be reached");
    }
  }

  @Test
  void addressKeepsEverythingButTheDatabaseAndItsSchema() {
    Map<String, String> expected = Map.of(
        "jdbc:postgresql://h:5432/queue", "jdbc:postgresql://h:5432/s",
        "jdbc:postgresql://a:1,b:2/queue?targetServerType=primary",
        "jdbc:postgresql://a:1,b:2/s?targetServerType=primary",
        "jdbc:postgresql://h/queue?currentSchema=x&sslmode=require", "jdbc:postgresql://h/s?sslmode=require",
        "jdbc:postgresql://h/queue?currentSchema=x", "jdbc:postgresql://h/s",
        "jdbc:postgresql://h", "jdbc:postgresql://h/s",
        "jdbc:postgresql:queue", "jdbc:postgresql:s");
    expected.forEach((url, other) -> assertThat(PostgresScratch.urlOf(url, "s")).isEqualTo(other));
  }

  private static WorkerException refused(PostgresFixture fixture, JsonObject section, ErrorCode code) {
    WorkerException refused = catchThrowableOfType(WorkerException.class, () -> fixture.scratch(section).close());
    assertThat(refused).isNotNull();
    assertThat(refused.errorCode()).isEqualTo(code);
    return refused;
  }

  private List<String> databases() throws SQLException {
    List<String> names = new ArrayList<>();
    try (Connection connection = server.connect("postgres");
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT datname FROM pg_database")) {
      while (rows.next()) {
        names.add(rows.getString(1));
      }
    }
    return names;
  }

  private int tablesIn(String database) throws SQLException {
    try (Connection connection = server.connect(database);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(
            "SELECT count(*) FROM information_schema.tables WHERE table_schema = 'public'")) {
      row.next();
      return row.getInt(1);
    }
  }
}
