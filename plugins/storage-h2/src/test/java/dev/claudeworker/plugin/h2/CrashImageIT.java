package dev.claudeworker.plugin.h2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.plugin.h2.CrashImages.Image;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever write of H2 a process is killed after, the database that it leaves has everything acknowledged before. Without {@link
 * StoreHeader} H2 2.5 fails this as soon as it uses space of its file again.
 */
final class CrashImageIT {

  private static final int COMMITS = 400;
  private static final int IMAGE_EVERY = 7;

  @TempDir
  private Path folder;

  @Test
  void everyImageHasWhatWasAcknowledgedAndKeepsIt() throws Exception {
    CrashImages.register();
    List<Image> images;
    try (var table = new RollingTable("jdbc:h2:images:" + folder.resolve("queue"))) {
      CrashImages.begin(IMAGE_EVERY, table::acknowledged);
      table.write(COMMITS, 2_000);
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

  private Path copyOf(Image image) throws IOException {
    Path copy = folder.resolve("image-" + image.write());
    Files.write(copy.resolveSibling(copy.getFileName() + ".mv.db"), image.content());
    return copy;
  }

  private long lastOf(Path copy) throws SQLException {
    try (
        Connection connection = DriverManager.getConnection("jdbc:h2:" + copy + RollingTable.options());
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT MAX(id) FROM task")) {
      row.next();
      return row.getLong(1);
    }
  }
}
