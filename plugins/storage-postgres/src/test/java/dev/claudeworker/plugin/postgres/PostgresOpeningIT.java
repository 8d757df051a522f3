package dev.claudeworker.plugin.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.claudeworker.spi.ErrorCode;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.WorkerException;
import dev.claudeworker.spi.storage.Storage;
import dev.claudeworker.spi.storage.StorageErrors;
import dev.claudeworker.spi.task.TaskStatus;
import dev.claudeworker.spi.testkit.Groups;
import dev.claudeworker.spi.testkit.NewTasks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresOpeningIT {

  private static final String SECRET = "s3cret-word";

  private final TestServer server = TestServer.shared();

  private static WorkerException refused(PostgresFixture fixture, JsonObject section, ErrorCode code) {
    WorkerException refused = catchThrowableOfType(WorkerException.class, () -> fixture.open(section).close());
    assertThat(refused).isNotNull();
    assertThat(refused.errorCode()).isEqualTo(code);
    assertThat(refused.suggestion()).isNotBlank();
    assertThat(refused.getMessage() + refused.suggestion()).doesNotContain(SECRET);
    return refused;
  }

  @Test
  void serversThatStartAtOnceMakeOneStore() throws Exception {
    try (PostgresFixture fixture = PostgresFixture.empty();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<UUID>> opened = new ArrayList<>();
      for (int runner = 0; runner < 3; runner++) {
        opened.add(threads.submit(() -> {
          try (Storage storage = fixture.open()) {
            return storage.info().storeId();
          }
        }));
      }
      UUID first = opened.getFirst().get();
      for (Future<UUID> one : opened) {
        assertThat(one.get()).isEqualTo(first);
      }
    }
  }

  @Test
  void aServerThatIsNotThereIsTold() {
    try (PostgresFixture fixture = PostgresFixture.empty()) {
      JsonObject section = fixture.section().with("url", "jdbc:postgresql://127.0.0.1:1/queue");

      assertThat(refused(fixture, section, StorageErrors.UNAVAILABLE)).hasMessageContaining("127.0.0.1:1/queue")
          .hasMessageContaining("cannot be reached");
    }
  }

  @Test
  void aDatabaseThatIsNotThereIsTold() {
    try (PostgresFixture fixture = PostgresFixture.empty()) {
      JsonObject section = fixture.section().with("url", server.url("none"));

      assertThat(refused(fixture, section, PostgresFailures.NO_DATABASE).suggestion()).contains("createdb");
    }
  }

  @Test
  void aLoginThatIsRefusedIsTold() {
    try (PostgresFixture fixture = PostgresFixture.empty()) {
      JsonObject section = fixture.section().with("user", "nobody-known").with("password", SECRET);

      assertThat(refused(fixture, section, PostgresFailures.LOGIN)).hasMessageContaining("refuses the login");
    }
  }

  @Test
  void aPasswordInAPasswordFileIsTakenAndAFileForOthersRefused(@TempDir Path folder) throws Exception {
    try (PostgresFixture fixture = PostgresFixture.fresh()) {
      Path file = Files.writeString(folder.resolve("pass"), "*:*:*:*:" + SECRET + "\n");
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
      JsonObject section = fixture.section().with("passfile", file.toString());
      fixture.open(section).close();

      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

      refused(fixture, section, ErrorCode.configuration("storage_password"));
    }
  }

  @Test
  void anAddressOfSomethingElseOrWithAPasswordIsNotRepeated() {
    try (PostgresFixture fixture = PostgresFixture.empty()) {
      ErrorCode code = ErrorCode.configuration("storage_database");
      refused(fixture, fixture.section().with("url", "jdbc:mysql://h/" + SECRET), code);
      refused(fixture, fixture.section().with("url", "postgres://ann:" + SECRET + "@h/queue"), code);
      refused(fixture, JsonObject.EMPTY, code);
    }
  }

  @Test
  void severalHostsAreNamedAndAHostThatCannotBeWrittenToIsRefused() {
    try (PostgresFixture fixture = PostgresFixture.empty()) {
      String hosts = "postgres://127.0.0.1:1,127.0.0.1:2/queue";

      assertThat(refused(fixture, fixture.section().with("url", hosts), StorageErrors.UNAVAILABLE))
          .hasMessageContaining("127.0.0.1:1,127.0.0.1:2/queue");

      JsonObject standby = fixture.section().with("url", hosts + "?target_session_attrs=standby");
      assertThat(refused(fixture, standby, ErrorCode.configuration("storage_database")))
          .hasMessageContaining("target_session_attrs=standby");
    }
  }

  @Test
  void thePasswordOfAnyHostIsFoundInAPasswordFile(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("pass"), "db-2:5433:queue:ann:" + SECRET + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    JsonObject section = JsonObject.EMPTY.with("url", "postgres://db-1,db-2:5433/queue")
        .with("user", "ann")
        .with("passfile", file.toString());

    PostgresAddress address = PostgresAddress.of(PostgresFixture.settings(section));

    assertThat(address.login()).containsEntry("password", SECRET).containsEntry("targetServerType", "primary");
    assertThat(address).hasToString("db-1:5432,db-2:5433/queue");
  }

  @Test
  void aDatabaseOfAnotherProgramIsLeftUntouched() {
    try (PostgresFixture fixture = PostgresFixture.empty()) {
      server.runIn(fixture.database(), "CREATE TABLE customers (id INT)");

      refused(fixture, fixture.section(), StorageErrors.FOREIGN);

      server.runIn(fixture.database(), "CREATE TABLE meta (id INT)");
      refused(fixture, fixture.section(), StorageErrors.FOREIGN);
    }
  }

  @Test
  void aStoreOfANewerVersionIsRefusedBelowItsOldestServer() {
    try (PostgresFixture fixture = PostgresFixture.fresh()) {
      server.runIn(fixture.database(), "UPDATE meta SET schema_version = 99, min_server_version = '99.0.0'");

      assertThat(refused(fixture, fixture.section(), StorageErrors.TOO_NEW).suggestion()).contains("99.0.0");

      server.runIn(fixture.database(), "UPDATE meta SET min_server_version = '0.0.1'");
      fixture.open().close();
    }
  }

  @Test
  void aUserWhoMayNotMakeTablesIsTold() {
    try (PostgresFixture fixture = PostgresFixture.empty()) {
      server.run("CREATE ROLE guest LOGIN");
      server.runIn(fixture.database(), "REVOKE CREATE ON SCHEMA public FROM PUBLIC");

      refused(fixture, fixture.section().with("user", "guest"), PostgresFailures.LOGIN);
      server.run("DROP ROLE guest");
    }
  }

  @Test
  void anOldServerIsNamedWithItsVersion() {
    WorkerException refused = PostgresFailures.tooOld("h:5432/q", "12.9");

    assertThat(refused).hasMessageContaining("12.9");
    assertThat(refused.suggestion()).contains("13");
  }

  @Test
  void aStorageGoesOnWhenItsConnectionsWereEnded() {
    try (PostgresFixture fixture = PostgresFixture.fresh(); Storage storage = fixture.open()) {
      storage.apply(Groups.of(Groups.submit(NewTasks.aTask())));
      storage.counts();
      server.run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + fixture.database() + "'");

      // Each call that meets a broken connection says so and throws it away.
      int failures = 0;
      while (isUnavailable(storage::counts)
          || isUnavailable(() -> storage.apply(Groups.of(Groups.submit(NewTasks.aTask()))))) {
        assertThat(++failures).isLessThanOrEqualTo(6);
      }
      assertThat(storage.counts()).containsEntry(TaskStatus.PENDING, 2L);
    }
  }

  private static boolean isUnavailable(Runnable call) {
    WorkerException failure = catchThrowableOfType(WorkerException.class, call::run);
    if (failure != null) {
      assertThat(failure.errorCode()).isEqualTo(StorageErrors.UNAVAILABLE);
    }
    return failure != null;
  }
}
