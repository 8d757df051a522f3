package dev.claudeworker.plugin.h2;

import static dev.claudeworker.spi.testkit.NewTasks.aTask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.claudeworker.spi.ErrorCode;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.WorkerException;
import dev.claudeworker.spi.storage.Storage;
import dev.claudeworker.spi.storage.StorageBackup;
import dev.claudeworker.spi.storage.StorageErrors;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.testkit.Groups;
import dev.claudeworker.spi.testkit.SettableClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database file is copied, and put back, and nothing half ever stands under the name of either. */
final class H2BackupIT {

  @TempDir
  Path folder;

  private H2Fixture fixture;

  @BeforeEach
  void makeDatabase() throws IOException {
    fixture = H2Fixture.fresh();
    submit();
  }

  @AfterEach
  void removeIt() {
    fixture.close();
  }

  @Test
  void aBackupBringsBackWhatWasThereAndMovesTheRestAside() throws IOException {
    JsonObject made = backup().backup(file());
    assertThat(made.text("file")).contains(file().toString());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file()))).isEqualTo("rw-------");
    assertThat(names(folder)).containsExactly("queue.backup");
    String epoch = epoch();
    submit();

    isRefused(Optional.empty(), "there is a database in", () -> backup().restore(file(), false));
    assertThat(tasks()).isEqualTo(2);
    JsonObject restored = backup().restore(file(), true);

    assertThat(tasks()).isEqualTo(1);
    assertThat(epoch()).as("readers of events begin anew").isNotEqualTo(epoch);
    assertThat(Path.of(restored.text("replaced").orElseThrow())).isRegularFile();
    try (H2Fixture other = H2Fixture.empty()) {
      backup(other).restore(file(), false);
      try (Storage storage = other.open()) {
        assertThat(storage.find(new TaskId(1))).isPresent();
      }
    }
  }

  @Test
  void whatIsInUseOrMissingIsNeitherCopiedNorReplaced() throws IOException {
    backup().backup(file());
    isRefused(Optional.empty(), "is there already", () -> backup().backup(file()));
    try (Storage open = fixture.open()) {
      isRefused(Optional.of(StorageErrors.LOCKED), "is in use by", () -> backup().backup(folder.resolve("other")));
      isRefused(Optional.of(StorageErrors.LOCKED), "is in use by", () -> backup().restore(file(), true));
      assertThat(open.find(new TaskId(1))).isPresent();
    }
    isRefused(Optional.empty(), "no file or folder", () -> backup().restore(folder.resolve("none"), true));
    isRefused(Optional.empty(), "no file or folder", () -> backup().backup(folder.resolve("no/queue.backup")));
    try (H2Fixture empty = H2Fixture.empty()) {
      isRefused(Optional.empty(), "there is no database in", () -> backup(empty).backup(folder.resolve("x")));
    }
    assertThat(names(folder)).containsExactly("queue.backup");
  }

  @Test
  void whatIsNoWholeBackupIsRefusedAndChangesNothing() throws IOException {
    backup().backup(file());
    byte[] whole = Files.readAllBytes(file());
    byte[] torn = Arrays.copyOf(whole, whole.length / 2);
    byte[] changed = whole.clone();
    changed[whole.length / 3] ^= 1;
    for (byte[] broken : List.of(torn, changed, new byte[0], "a text".getBytes(StandardCharsets.UTF_8))) {
      Files.write(file(), broken);
      isRefused(Optional.of(StorageErrors.DAMAGED), "is damaged", () -> backup().restore(file(), true));
    }
    zip("{\"format\":\"other\"}");
    isRefused(Optional.of(StorageErrors.FOREIGN), "is no backup", () -> backup().restore(file(), true));
    zip("{\"format\":\"claude-worker-backup\",\"version\":\"2\"}");
    isRefused(Optional.of(StorageErrors.TOO_NEW), "has version 2 of the format", () -> backup().restore(file(), true));
    zip("{\"format\":\"claude-worker-backup\",\"version\":\"1\",\"schema\":99}");
    isRefused(Optional.of(StorageErrors.TOO_NEW), "was made by a newer version (schema 99",
        () -> backup().restore(file(), true));

    assertThat(tasks()).isEqualTo(1);
    assertThat(names(fixture.home().resolve("data"))).noneMatch(name -> name.contains("restoring"));
  }

  private void zip(String description) throws IOException {
    try (var zip = new ZipOutputStream(Files.newOutputStream(file()))) {
      zip.putNextEntry(new ZipEntry("backup.json"));
      zip.write(description.getBytes(StandardCharsets.UTF_8));
    }
  }

  private static void isRefused(Optional<ErrorCode> code, String why, Runnable attempt) {
    assertThatExceptionOfType(WorkerException.class).as(why)
        .isThrownBy(attempt::run)
        .withMessageContaining(why)
        .satisfies(failure -> {
          assertThat(failure.suggestion()).isNotBlank();
          code.ifPresent(one -> assertThat(failure.errorCode()).isEqualTo(one));
        });
  }

  private Path file() {
    return folder.resolve("queue.backup");
  }

  private void submit() {
    try (Storage storage = fixture.open()) {
      storage.apply(Groups.of(Groups.submit(aTask().uuid(UUID.randomUUID()))));
    }
  }

  private long tasks() {
    try (Storage storage = fixture.open()) {
      return storage.counts().values().stream().mapToLong(Long::longValue).sum();
    }
  }

  private String epoch() {
    try (Storage storage = fixture.open()) {
      return storage.info().epoch();
    }
  }

  private StorageBackup backup() {
    return backup(fixture);
  }

  private static StorageBackup backup(H2Fixture place) {
    return new H2StorageFactory()
        .backup(H2Fixture.config(JsonObject.EMPTY), H2Fixture.context(place.home(), new SettableClock()))
        .orElseThrow();
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
