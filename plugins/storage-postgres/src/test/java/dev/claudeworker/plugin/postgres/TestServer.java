package dev.claudeworker.plugin.postgres;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * A PostgreSQL of the tests' own: private directory, loopback, a free port. That of the system where there is one, else one
 * that comes as a jar. One for all tests of a run; every test has a database of its own.
 */
final class TestServer {

  static final String USER = "postgres";

  private static final Path DEBIAN = Path.of("/usr/lib/postgresql");
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
      Optional<Path> programs = installed();
      return programs.isPresent() ? installed(programs.get()) : embedded();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static Optional<Path> installed() throws IOException {
    if (!Files.isDirectory(DEBIAN) || Boolean.getBoolean("postgres.embedded")) {
      return Optional.empty();
    }
    try (Stream<Path> versions = Files.list(DEBIAN)) {
      return versions.map(version -> version.resolve("bin"))
          .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
          .max(Comparator.naturalOrder());
    }
  }

  private static TestServer embedded() throws IOException {
    EmbeddedPostgres server = EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> closeQuietly(server)));
    return new TestServer(server.getPort());
  }

  private static void closeQuietly(EmbeddedPostgres server) {
    try {
      server.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static TestServer installed(Path programs) throws IOException {
    Path home = Files.createTempDirectory("claude-worker-pg-");
    Path data = home.resolve("data");
    if (isRoot()) {
      run(List.of("chown", USER, home.toString()));
    }
    run(asUser(
        programs.resolve("initdb").toString(), "-D", data.toString(), "-U", USER, "-A", "trust", "-E", "UTF8", "-N"));
    int port = freePort();
    Process server = new ProcessBuilder(
        asUser(
            programs.resolve("postgres").toString(), "-D", data.toString(), "-p", Integer.toString(port),
            "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=" + home, "-c", "fsync=off"))
        .directory(home.toFile())
        .redirectErrorStream(true)
        .redirectOutput(home.resolve("log").toFile())
        .start();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, home)));
    var started = new TestServer(port);
    started.awaitReady(server, home.resolve("log"));
    return started;
  }

  /** PostgreSQL refuses to run as root. */
  private static List<String> asUser(String... command) {
    List<String> words = new ArrayList<>();
    if (isRoot()) {
      words.addAll(List.of("setpriv", "--reuid=" + USER, "--regid=" + USER, "--clear-groups"));
    }
    words.addAll(List.of(command));
    return words;
  }

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void awaitReady(Process server, Path log) throws IOException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (true) {
      try {
        connect("postgres").close();
        return;
      } catch (SQLException notYet) {
        if (!server.isAlive() || System.nanoTime() > end) {
          throw new IllegalStateException(Files.readString(log), notYet);
        }
        pause(server);
      }
    }
  }

  /** Waits a moment, or until the server ends. */
  private static void pause(Process server) {
    try {
      server.waitFor(20, TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  private static void run(List<String> command) throws IOException {
    Process process = new ProcessBuilder(command).directory(Path.of("/").toFile()).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new IllegalStateException(command + ": " + output);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  /** SIGINT is a stop that waits for no client. */
  private static void stop(Process server, Path home) {
    try {
      run(List.of("kill", "-INT", Long.toString(server.pid())));
      if (!server.waitFor(10, TimeUnit.SECONDS)) {
        server.destroyForcibly().waitFor();
      }
      try (Stream<Path> tree = Files.walk(home)) {
        for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
