package dev.claudeworker.plugin.postgres;

import dev.claudeworker.scratch.ScratchPostgres;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A PostgreSQL of the tests' own: private directory, loopback, a free port. That of the system where there is one, else one
 * that comes as a jar. One for all tests of a run; every test has a database of its own.
 */
final class TestServer {

  static final String USER = ScratchPostgres.USER;

  private static final AtomicInteger COUNT = new AtomicInteger();
  private static final TestServer SHARED = start();

  private final int port;

  private TestServer(int port) {
    this.port = port;
  }

  static TestServer shared() {
    return SHARED;
  }

  int port() {
    return port;
  }

  String url(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
  }

  /** An empty database, or a copy of another. */
  String create(Optional<String> template) {
    String name = "t" + COUNT.incrementAndGet();
    run("CREATE DATABASE " + name + template.map(other -> " TEMPLATE " + other).orElse(""));
    return name;
  }

  void drop(String database) {
    run("DROP DATABASE " + database + " WITH (FORCE)");
  }

  Connection connect(String database) throws SQLException {
    Properties login = new Properties();
    login.setProperty("user", USER);
    return new PostgresSource(url(database), login).getConnection();
  }

  void run(String sql) {
    runIn("postgres", sql);
  }

  void runIn(String database, String sql) {
    try (Connection connection = connect(database); Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException failure) {
      throw new IllegalStateException(sql, failure);
    }
  }

  private static TestServer start() {
    try {
      Optional<Path> programs =
          Boolean.getBoolean("postgres.embedded") ? Optional.empty() : ScratchPostgres.installed();
      return programs.isPresent() ? installed(programs.get()) : embedded();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  private static TestServer installed(Path programs) throws IOException, InterruptedException {
    ScratchPostgres server = ScratchPostgres.quick(programs, Path.of(System.getProperty("java.io.tmpdir")));
    return untilTheEnd(server.port(), server);
  }

  private static TestServer embedded() throws IOException {
    EmbeddedPostgres server = EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
    return untilTheEnd(server.getPort(), server);
  }

  private static TestServer untilTheEnd(int port, Closeable server) {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> close(server)));
    return new TestServer(port);
  }

  private static void close(Closeable server) {
    try {
      server.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
