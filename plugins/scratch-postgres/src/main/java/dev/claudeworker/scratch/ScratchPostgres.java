package dev.claudeworker.scratch;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The PostgreSQL of the system with a private folder, on loopback, at a free port; everybody may log in. */
public final class ScratchPostgres implements Closeable {

  /** Who may do everything. */
  public static final String USER = "postgres";

  private static final Path DEBIAN = Path.of("/usr/lib/postgresql");
  private static final int START_SECONDS = 60;
  private static final int STOP_SECONDS = 20;

  private final Path programs;
  private final Path parent;
  private final Path folder;
  private final List<String> settings;
  private final int port;
  private Process server;
  private int databases;

  private ScratchPostgres(Path programs, Path parent, Path folder, List<String> settings, int port)
      throws IOException {
    this.programs = programs;
    this.parent = parent;
    this.folder = folder;
    this.settings = settings;
    this.port = port;
    this.server = launch();
  }

  /** The programs of the newest version that is installed; empty = none is. */
  public static Optional<Path> installed() throws IOException {
    if (!Files.isDirectory(DEBIAN)) {
      return Optional.empty();
    }
    try (Stream<Path> versions = Files.list(DEBIAN)) {
      return versions.map(version -> version.resolve("bin"))
          .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
          .max(Comparator.naturalOrder());
    }
  }

  /**
   * Starts one that syncs its commits, as PostgreSQL does by itself.
   *
   * @param programs what {@link #installed} found
   * @param parent where its folder is made; its user is let through to it
   * @param settings words of its configuration, as {@code max_connections=40}
   * @return the database server, which answers
   */
  public static ScratchPostgres durable(Path programs, Path parent, String... settings)
      throws IOException, InterruptedException {
    return start(programs, parent, List.of(), List.of(settings));
  }

  /** The same without syncs, for what does not ask about them. */
  public static ScratchPostgres quick(Path programs, Path parent) throws IOException, InterruptedException {
    return start(programs, parent, List.of("-N"), List.of("fsync=off"));
  }

  private static ScratchPostgres start(Path programs, Path parent, List<String> options, List<String> settings)
      throws IOException, InterruptedException {
    Path folder = folder(parent);
    List<String> make = new ArrayList<>(
        List.of(
            programs.resolve("initdb").toString(), "-D", folder.resolve("data").toString(), "-U", USER, "-A", "trust",
            "-E", "UTF8"));
    make.addAll(options);
    Commands.run(Commands.asUser(make));
    return started(programs, parent, folder, settings);
  }

  private static Path folder(Path parent) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory(parent, "claude-worker-postgres-");
    if (Commands.isRoot()) {
      Commands.run(List.of("chown", USER, folder.toString()));
      Commands.run(List.of("chmod", "a+x", parent.toString()));
    }
    return folder;
  }

  private static ScratchPostgres started(Path programs, Path parent, Path folder, List<String> settings)
      throws IOException, InterruptedException {
    var started = new ScratchPostgres(programs, parent, folder, settings, freePort());
    started.awaitReady();
    return started;
  }

  /**
   * Starts a copy that follows this one. From then on a commit is answered when it is on the disks of both, and not before.
   * Close both.
   */
  public ScratchPostgres synchronousStandby() throws IOException, InterruptedException {
    Path copy = folder(parent);
    Commands.run(
        Commands.asUser(
            List.of(
                programs.resolve("pg_basebackup").toString(), "-D", copy.resolve("data").toString(), "-R", "-X",
                "stream", "-c", "fast", "--no-sync", "-d",
                "host=127.0.0.1 port=" + port + " user=" + USER + " application_name=standby")));
    ScratchPostgres standby = started(programs, parent, copy, settings);
    execute(USER, "ALTER SYSTEM SET synchronous_standby_names = 'standby'");
    execute(USER, "SELECT pg_reload_conf()");
    awaitAnswer("SELECT count(*) FROM pg_stat_replication WHERE sync_state = 'sync'", "1");
    return standby;
  }

  /** Makes a standby a primary of its own; returns when it takes writes. */
  public void promote() throws IOException, InterruptedException {
    execute(USER, "SELECT pg_promote()");
    awaitAnswer("SELECT pg_is_in_recovery()", "f");
  }

  private void awaitAnswer(String sql, String expected) throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
    while (!ask(USER, sql).equals(expected)) {
      if (!server.isAlive() || System.nanoTime() > end) {
        throw new IOException(sql + " is not " + expected + ": " + Files.readString(folder.resolve("log")));
      }
      server.waitFor(20, TimeUnit.MILLISECONDS);
    }
  }

  private Process launch() throws IOException {
    List<String> command = new ArrayList<>(
        List.of(
            programs.resolve("postgres").toString(), "-D", folder.resolve("data").toString(), "-p",
            Integer.toString(port), "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=" + folder));
    settings.forEach(setting -> command.addAll(List.of("-c", setting)));
    return new ProcessBuilder(Commands.asUser(command))
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
        .start();
  }

  private void awaitReady() throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
    while (psql(USER, "SELECT 1").waitFor() != 0) {
      if (!server.isAlive() || System.nanoTime() > end) {
        String log = Files.readString(folder.resolve("log"));
        close();
        throw new IOException("PostgreSQL does not start: " + log);
      }
      server.waitFor(20, TimeUnit.MILLISECONDS);
    }
  }

  /** Where it listens. */
  public int port() {
    return port;
  }

  /** Makes an empty database and gives its address, which ends with its name. */
  public String createDatabase() throws IOException, InterruptedException {
    String name = "scratch" + ++databases;
    execute(USER, "CREATE DATABASE " + name);
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + name;
  }

  /** Runs a statement. */
  public void execute(String database, String sql) throws IOException, InterruptedException {
    Commands.finish(psql(database, sql), sql);
  }

  /** The answer to a query, its values separated by bars. */
  public String ask(String database, String sql) throws IOException, InterruptedException {
    return Commands.finish(psql(database, sql), sql).strip();
  }

  /** Begins a statement, or several, in a session that lasts until the process ends. */
  public Process psql(String database, String sql) throws IOException {
    return Commands.begin(
        List.of(
            programs.resolve("psql").toString(), "-X", "-q", "-A", "-t", "-h", "127.0.0.1", "-p",
            Integer.toString(port), "-U",
            USER, "-d", database, "-c", sql));
  }

  /** Ends it at once, without a checkpoint or a word to its clients; it stays down. */
  public void kill() throws IOException, InterruptedException {
    Commands.run(List.of("kill", "-QUIT", Long.toString(server.pid())));
    server.waitFor();
  }

  /** Ends it at once and starts it again: it recovers from its log. */
  public void crash(long downMillis) throws IOException, InterruptedException {
    kill();
    Thread.sleep(downMillis);
    start();
  }

  /** Starts it again after it was killed. */
  public void start() throws IOException, InterruptedException {
    server = launch();
    awaitReady();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Waits for no client, and leaves nothing behind. */
  @Override
  public void close() throws IOException {
    try {
      stop();
    } catch (InterruptedException _) {
      server.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  private void stop() throws IOException, InterruptedException {
    if (server.isAlive()) {
      Commands.run(List.of("kill", "-INT", Long.toString(server.pid())));
    }
    if (!server.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
      server.destroyForcibly().waitFor();
    }
  }
}
