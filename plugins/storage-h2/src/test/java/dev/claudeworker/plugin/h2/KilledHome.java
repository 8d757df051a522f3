package dev.claudeworker.plugin.h2;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;

/** What a server leaves that is killed: H2 writes nothing any more, and the files stay as they are. */
final class KilledHome {

  private static final String DATABASE = "claude-worker.mv.db";

  private KilledHome() {}

  /** Copies it into a home of its own, which has no server; the storage in the first one goes on. */
  static H2Fixture copyOf(H2Fixture running) throws IOException, SQLException {
    abandon(running);
    H2Fixture copy = H2Fixture.empty();
    Path data = Files.createDirectory(data(copy));
    for (Path file : files(running)) {
      if (!file.toString().endsWith(".owner")) {
        Files.copy(file, data.resolve(file.getFileName()));
      }
    }
    return copy;
  }

  /** H2 forgets what it has not written yet, as after a failure of its disk. */
  static void abandon(H2Fixture running) throws SQLException {
    execute(running, "SHUTDOWN IMMEDIATELY");
  }

  /** Does something behind the back of the storage that has it open. */
  static void execute(H2Fixture running, String sql) throws SQLException {
    String url = new DatabaseFile(data(running).resolve("claude-worker")).url() + ";IFEXISTS=TRUE";
    try (
        Connection connection = DriverManager.getConnection(url, "sa", "");
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  static Path database(H2Fixture home) {
    return data(home).resolve(DATABASE);
  }

  static Path journal(H2Fixture home) {
    return data(home).resolve("claude-worker.journal");
  }

  static List<Path> files(H2Fixture home) throws IOException {
    try (Stream<Path> files = Files.list(data(home))) {
      return files.toList();
    }
  }

  private static Path data(H2Fixture home) {
    return home.home().resolve("data");
  }
}
