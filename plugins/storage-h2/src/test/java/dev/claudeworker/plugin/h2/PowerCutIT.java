package dev.claudeworker.plugin.h2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.plugin.h2.PowerCutFiles.Image;
import dev.claudeworker.spi.JsonValue.JsonObject;
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
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whenever the power fails, the database has everything that was acknowledged before, and can be read to its end. Without the order in
 * which {@link CheckedFiles} writes, 18 of 808 images could not.
 */
final class PowerCutIT {

  private static final int COMMITS = 300;
  private static final int KEPT = 60;
  private static final int IMAGE_EVERY = 5;
  private static final long SEED = 1;

  @TempDir
  private Path folder;

  private final FileSync sync = new FileSync();

  private final AtomicLong acknowledged = new AtomicLong();
  private String options;

  @BeforeEach
  void useSpaceAgainAtOnce() {
    CheckedFiles.register();
    PowerCutFiles.register();
    H2Settings defaults = H2Settings.of(H2Fixture.config(JsonObject.EMPTY));
    options = new H2Settings(
        Optional.empty(), Optional.empty(), defaults.cacheBytes(), 1, Duration.ZERO, defaults.compactFor()).options();
  }

  @Test
  void everyImageHasWhatWasAcknowledged() throws Exception {
    List<Image> images;
    Path file = folder.resolve("queue.mv.db");
    try (
        Connection writer =
            DriverManager.getConnection("jdbc:h2:checked:power:" + folder.resolve("queue") + options);
        Statement statement = writer.createStatement()) {
      statement.execute("CREATE TABLE task(id BIGINT PRIMARY KEY, name VARCHAR, prompt VARCHAR)");
      statement.execute("CREATE INDEX task_name ON task(name)");
      sync.sync(writer);
      writer.setAutoCommit(false);
      PowerCutFiles.begin(Files.readAllBytes(file), IMAGE_EVERY, new SplittableRandom(SEED), acknowledged::get);
      for (int id = 1; id <= COMMITS; id++) {
        commit(writer, statement, id);
      }
      images = PowerCutFiles.end();
    }

    assertThat(images).as("the images").hasSizeGreaterThan(COMMITS / IMAGE_EVERY);
    for (Image image : images) {
      assertThat(lastOf(image)).as("after write %s", image.write()).isGreaterThanOrEqualTo(image.acknowledged());
    }
  }

  /** Old rows go, so that there is space to be used again. */
  private void commit(Connection writer, Statement statement, int id) throws SQLException {
    statement.execute("INSERT INTO task VALUES (" + id + ", 'name " + id * 7919L % COMMITS + "', REPEAT('x', 6000))");
    statement.execute("DELETE FROM task WHERE id = " + (id - KEPT));
    writer.commit();
    sync.sync(writer);
    acknowledged.set(id);
  }

  /** Reads all of it: a page that is not there is found only when it is looked at. */
  private long lastOf(Image image) throws IOException, SQLException {
    Path copy = folder.resolve("image-" + image.write());
    Files.write(copy.resolveSibling(copy.getFileName() + ".mv.db"), image.content());
    try (
        Connection connection = DriverManager.getConnection("jdbc:h2:checked:async:" + copy + options);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(
            "SELECT MAX(id), COUNT(*), SUM(LENGTH(prompt)), (SELECT COUNT(*) FROM task WHERE name >= '') FROM task")) {
      row.next();
      long last = row.getLong(1);
      long count = Math.min(last, KEPT);
      assertThat(List.of(row.getLong(2), row.getLong(3), row.getLong(4)))
          .as("rows, letters, rows by name, after write %s",
              image.write())
          .containsExactly(count, count * 6000, count);
      return last;
    }
  }
}
