package dev.claudeworker.plugin.h2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.plugin.h2.CrashImages.Image;
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
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever write of H2 a process is killed after, the database that it leaves has everything acknowledged before. Without {@link
 * StoreHeader} H2 2.5 fails this as soon as it uses space of its file again.
 */
final class CrashImageIT {

  private static final int COMMITS = 400;
  private static final int KEPT = 60;
  private static final int IMAGE_EVERY = 7;

  @TempDir
  private Path folder;

  private final FileSync sync = new FileSync();

  private final AtomicLong acknowledged = new AtomicLong();
  private String options;

  @BeforeEach
  void useSpaceAgainAtOnce() {
    H2Settings defaults = H2Settings.of(H2Fixture.config(JsonObject.EMPTY));
    options = new H2Settings(
        Optional.empty(), Optional.empty(), defaults.cacheBytes(), 1, Duration.ZERO, defaults.compactFor()).options();
  }

  @Test
  void everyImageHasWhatWasAcknowledgedAndKeepsIt() throws Exception {
    CrashImages.register();
    List<Image> images;
    try (
        Connection writer = DriverManager.getConnection("jdbc:h2:images:" + folder.resolve("queue") + options);
        Statement statement = writer.createStatement()) {
      statement.execute("CREATE TABLE task(id BIGINT PRIMARY KEY, name VARCHAR, prompt VARCHAR)");
      statement.execute("CREATE INDEX task_name ON task(name)");
      sync.sync(writer);
      writer.setAutoCommit(false);
      CrashImages.begin(IMAGE_EVERY, acknowledged::get);
      for (int id = 1; id <= COMMITS; id++) {
        commit(writer, statement, id);
      }
      images = CrashImages.end();
    }

    assertThat(images).as("the images").hasSizeGreaterThan(COMMITS / IMAGE_EVERY / 2);
    for (Image image : images) {
      Path copy = copyOf(image);
      // The first opening closes it, and so compacts it.
      assertThat(lastOf(copy)).as("after write %s", image.write()).isGreaterThanOrEqualTo(image.acknowledged());
      assertThat(lastOf(copy)).as("after write %s, opened again", image.write())
          .isGreaterThanOrEqualTo(image.acknowledged());
    }
  }

  /** Old rows go, so that there is space to be used again. */
  private void commit(Connection writer, Statement statement, int id) throws SQLException {
    statement.execute("INSERT INTO task VALUES (" + id + ", 'name " + id * 7919L % COMMITS + "', REPEAT('x', 2000))");
    statement.execute("DELETE FROM task WHERE id = " + (id - KEPT));
    writer.commit();
    sync.sync(writer);
    acknowledged.set(id);
  }

  private Path copyOf(Image image) throws IOException {
    Path copy = folder.resolve("image-" + image.write());
    Files.write(copy.resolveSibling(copy.getFileName() + ".mv.db"), image.content());
    return copy;
  }

  private long lastOf(Path copy) throws SQLException {
    try (
        Connection connection = DriverManager.getConnection("jdbc:h2:" + copy + options);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT MAX(id) FROM task")) {
      row.next();
      return row.getLong(1);
    }
  }
}
