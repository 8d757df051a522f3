package dev.claudeworker.plugin.h2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.plugin.h2.PowerCutFiles.Image;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whenever the power fails, the database has everything that was acknowledged before, and can be read to its end. Without the order in
 * which {@link CheckedFiles} writes, 18 of 808 images could not.
 */
final class PowerCutIT {

  private static final int COMMITS = 300;
  private static final int LETTERS = 6_000;
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
      PowerCutFiles.begin(Files.readAllBytes(file), IMAGE_EVERY, new SplittableRandom(SEED), table::acknowledged);
      table.write(COMMITS, LETTERS);
      images = PowerCutFiles.end();
    }

    assertThat(images).as("the images").hasSizeGreaterThan(COMMITS / IMAGE_EVERY);
    for (Image image : images) {
      assertThat(lastOf(image)).as("after write %s", image.write()).isGreaterThanOrEqualTo(image.acknowledged());
    }
  }

  /** Reads all of it: a page that is not there is found only when it is looked at. */
  private long lastOf(Image image) throws IOException, SQLException {
    Path copy = folder.resolve("image-" + image.write());
    Files.write(copy.resolveSibling(copy.getFileName() + ".mv.db"), image.content());
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
