package dev.claudeworker.plugin.h2;

import static dev.claudeworker.spi.testkit.NewTasks.aTask;
import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.plugin.h2.PowerCutFiles.Image;
import dev.claudeworker.spi.storage.Storage;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.task.TaskStatus;
import dev.claudeworker.spi.testkit.Groups;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whenever the power fails, the database has everything that was acknowledged before, and can be read to its end. Without the order in
 * which {@link CheckedFiles} writes, 18 of 808 images could not.
 */
final class PowerCutIT {

  private static final int COMMITS = 300;
  private static final int LETTERS = 6_000;
  private static final int TASKS = 200;
  private static final int STORAGE_IMAGE_EVERY = 8;
  private static final int TASKS_PER_CHECKPOINT = 10;
  private static final int IMAGE_EVERY = 5;
  private static final long SEED = 1;

  @TempDir
  private Path folder;

  @Test
  void everyImageHasWhatWasAcknowledged() throws Exception {
    CheckedFiles.register();
    PowerCutFiles.register();
    List<Image> images;
    Path file = folder.resolve("queue.mv.db");
    try (var table = new RollingTable("jdbc:h2:checked:power:" + folder.resolve("queue"))) {
      PowerCutFiles.begin(List.of(file), IMAGE_EVERY, new SplittableRandom(SEED), table::acknowledged);
      table.write(COMMITS, LETTERS);
      images = PowerCutFiles.end();
    }

    assertThat(images).as("the images").hasSizeGreaterThan(COMMITS / IMAGE_EVERY);
    for (Image image : images) {
      assertThat(lastOf(image)).as("after write %s", image.write()).isGreaterThanOrEqualTo(image.acknowledged());
    }
  }

  /** The same of the storage, whose journal is synced and whose database file is not. */
  @Test
  void everyImageOfAStorageHasWhatWasAcknowledged() throws Exception {
    CheckedFiles.register();
    PowerCutFiles.register();
    List<Image> images = imagesOfAStorage();

    assertThat(images).hasSizeGreaterThan(TASKS / STORAGE_IMAGE_EVERY);
    for (Image image : images) {
      try (H2Fixture home = homeOf(image); Storage opened = home.open()) {
        long pending = opened.counts().get(TaskStatus.PENDING);
        assertThat(pending).as("after write %s", image.write()).isGreaterThanOrEqualTo(image.acknowledged());
        for (long id = 1; id <= pending; id++) {
          assertThat(opened.input(new TaskId(id)).orElseThrow().prompt()).hasSize(LETTERS);
        }
      }
    }
  }

  /** Closing it moves what is still needed to where something else was before. */
  @Test
  void everyImageOfAStorageThatBecomesSmallerHasAllOfIt() throws Exception {
    CheckedFiles.register();
    PowerCutFiles.register();
    List<Image> images;
    try (H2Fixture home = H2Fixture.fresh()) {
      Storage storage = JournaledStorage.open(home, "power", TASKS_PER_CHECKPOINT * LETTERS, Duration.ofMinutes(1));
      for (int task = 1; task <= TASKS; task++) {
        storage.apply(Groups.of(Groups.submit(aTask().prompt("x".repeat(LETTERS)))));
      }
      PowerCutFiles.begin(
          List.of(KilledHome.database(home), KilledHome.journal(home)), 1, new SplittableRandom(SEED), () -> TASKS);
      storage.close();
      images = PowerCutFiles.end();
    }

    assertThat(images).hasSizeGreaterThan(TASKS / TASKS_PER_CHECKPOINT);
    for (Image image : images) {
      try (H2Fixture home = homeOf(image); Storage opened = home.open()) {
        assertThat(opened.counts()).as("after write %s", image.write()).containsEntry(TaskStatus.PENDING, (long) TASKS);
        assertThat(opened.input(new TaskId(TASKS)).orElseThrow().prompt()).hasSize(LETTERS);
      }
    }
  }

  private static List<Image> imagesOfAStorage() throws IOException {
    var acknowledged = new AtomicLong();
    try (
        H2Fixture home = H2Fixture.fresh();
        Storage storage = JournaledStorage.open(home, "power", TASKS_PER_CHECKPOINT * LETTERS)) {
      PowerCutFiles.begin(
          List.of(KilledHome.database(home), KilledHome.journal(home)), STORAGE_IMAGE_EVERY, new SplittableRandom(SEED),
          acknowledged::get);
      for (int task = 1; task <= TASKS; task++) {
        storage.apply(Groups.of(Groups.submit(aTask().prompt("x".repeat(LETTERS)))));
        acknowledged.set(task);
      }
      return PowerCutFiles.end();
    }
  }

  private static H2Fixture homeOf(Image image) throws IOException {
    H2Fixture home = H2Fixture.empty();
    Path data = Files.createDirectory(home.home().resolve("data"));
    for (Map.Entry<Path, byte[]> file : image.files().entrySet()) {
      Files.write(data.resolve(file.getKey().getFileName()), file.getValue());
    }
    return home;
  }

  /** Reads all of it: a page that is not there is found only when it is looked at. */
  private long lastOf(Image image) throws IOException, SQLException {
    Path copy = folder.resolve("image-" + image.write());
    Files.write(copy.resolveSibling(copy.getFileName() + ".mv.db"), image.files().get(folder.resolve("queue.mv.db")));
    try (
        Connection connection = DriverManager.getConnection("jdbc:h2:checked:async:" + copy + RollingTable.options());
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(
            "SELECT MAX(id), COUNT(*), SUM(LENGTH(prompt)), (SELECT COUNT(*) FROM task WHERE name >= '') FROM task")) {
      row.next();
      long last = row.getLong(1);
      long count = Math.min(last, RollingTable.KEPT);
      assertThat(List.of(row.getLong(2), row.getLong(3), row.getLong(4)))
          .as("rows, letters, rows by name, after write %s",
              image.write())
          .containsExactly(count, count * LETTERS, count);
      return last;
    }
  }
}
