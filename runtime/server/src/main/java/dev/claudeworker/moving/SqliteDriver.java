package dev.claudeworker.moving;

import dev.claudeworker.spi.ErrorCode;
import dev.claudeworker.spi.WorkerException;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/** The driver for SQLite, loaded from a folder of the installation that is on no class path: only this import needs it. */
final class SqliteDriver implements AutoCloseable {

  private static final String CLASS = "org.sqlite.JDBC";
  private static final ErrorCode ABSENT = ErrorCode.configuration("sqlite_driver");

  private final URLClassLoader jars;
  private final Driver driver;

  private SqliteDriver(URLClassLoader jars, Driver driver) {
    this.jars = jars;
    this.driver = driver;
  }

  /** Loads it from the jars of a folder; empty = it is on the class path, as in tests. */
  static SqliteDriver load(Optional<Path> folder) {
    try {
      var jars = new URLClassLoader(urls(folder), SqliteDriver.class.getClassLoader());
      try {
        return new SqliteDriver(jars, (Driver) jars.loadClass(CLASS).getDeclaredConstructor().newInstance());
      } catch (ReflectiveOperationException missing) {
        jars.close();
        throw absent(missing);
      }
    } catch (IOException unreadable) {
      throw absent(unreadable);
    }
  }

  private static URL[] urls(Optional<Path> folder) throws IOException {
    List<URL> urls = new ArrayList<>();
    if (folder.isPresent()) {
      try (var files = Files.newDirectoryStream(folder.get(), "*.jar")) {
        for (Path file : files) {
          urls.add(file.toUri().toURL());
        }
      }
    }
    return urls.toArray(URL[]::new);
  }

  private static WorkerException absent(Exception cause) {
    return new WorkerException(ABSENT, "the driver for SQLite is not in this installation (lib/import)",
        "Install claude-worker again from its archive.", cause);
  }

  /** Opens a database to read it. */
  Connection open(Path file) throws SQLException {
    Properties readOnly = new Properties();
    readOnly.setProperty("open_mode", "1");
    return driver.connect("jdbc:sqlite:" + file, readOnly);
  }

  @Override
  public void close() throws IOException {
    jars.close();
  }
}
