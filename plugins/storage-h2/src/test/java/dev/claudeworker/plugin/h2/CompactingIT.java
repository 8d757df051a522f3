package dev.claudeworker.plugin.h2;

import static dev.claudeworker.spi.testkit.NewTasks.aTask;
import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.WorkerException;
import dev.claudeworker.spi.storage.Storage;
import dev.claudeworker.spi.storage.StorageErrors;
import dev.claudeworker.spi.task.TaskStatus;
import dev.claudeworker.spi.testkit.Claims;
import dev.claudeworker.spi.testkit.Finishes;
import dev.claudeworker.spi.testkit.Groups;
import dev.claudeworker.spi.testkit.SettableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.h2.api.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Closing a database makes its file smaller, but never while it may not be possible to write it to the end. */
final class CompactingIT {

  @TempDir
  private Path folder;

  private boolean roomy = true;
  private H2Backend backend;

  @Test
  void aDatabaseThatIsWellIsCompacted() throws Exception {
    try (Connection _ = openedAndSynced()) {
      backend.close();
    }
    assertThat(GatedFiles.done()).contains("write");
  }

  @Test
  void afterAFullDiskNothingIsWrittenAnyMore() throws Exception {
    try (Connection _ = openedAndSynced()) {
      WorkerException full = backend.explain(
          new SQLException("No space left on device", "90031", ErrorCode.IO_EXCEPTION_2,
              new IOException("No space left on device")));
      assertThat(full.errorCode()).isEqualTo(StorageErrors.FULL);
      backend.close();
    }
    assertThat(GatedFiles.done()).doesNotContain("write");
  }

  @Test
  void withoutRoomNothingIsWrittenAnyMore() throws Exception {
    roomy = false;
    try (Connection _ = openedAndSynced()) {
      backend.close();
    }
    assertThat(GatedFiles.done()).doesNotContain("write");
  }

  @Test
  void closingMakesTheFileSmallerInTheTimeItHas() throws Exception {
    try (H2Fixture home = H2Fixture.fresh()) {
      try (Storage storage = home.open(JsonObject.EMPTY.with("compact_time", "0s"))) {
        for (int task = 0; task < 1_000; task++) {
          storage.apply(Groups.of(Groups.submit(aTask().prompt("x".repeat(2_000)))));
          storage.apply(
              Groups.of(Finishes.completed(storage.apply(Groups.claiming(Claims.by("one"))).claimed().getFirst())));
        }
      }
      long large = Files.size(KilledHome.database(home));

      home.open(JsonObject.EMPTY.with("compact_time", "1m")).close();

      assertThat(Files.size(KilledHome.database(home))).isLessThan(large * 9 / 10);
      try (Storage storage = home.open()) {
        assertThat(storage.counts()).containsEntry(TaskStatus.COMPLETED, 1_000L);
      }
    }
  }

  /** From here on what is written is noted. */
  private Connection openedAndSynced() throws SQLException {
    GatedFiles.register();
    H2Settings settings = H2Settings.of(H2Fixture.config(JsonObject.EMPTY));
    H2Database database = H2Database.of("jdbc:h2:gated:" + folder.resolve("queue"), "queue", settings);
    var clock = new SettableClock();
    database.migrate(clock);
    backend = new H2Backend(
        database, settings, H2StorageFactory.synced(), clock, JsonObject.EMPTY, () -> roomy, () -> {
        });
    Connection writer = backend.openWriter();
    try (Statement statement = writer.createStatement()) {
      statement.execute("UPDATE event_head SET last = 7");
    }
    writer.commit();
    backend.makeDurable(writer);
    GatedFiles.close();
    GatedFiles.open();
    return writer;
  }
}
