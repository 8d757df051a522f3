package dev.claudeworker.endtoend;

import dev.claudeworker.scratch.ScratchPostgres;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;

/** A PostgreSQL of a test's own: that of the system, else one that comes as a jar. */
final class PostgresCluster implements AutoCloseable {

  private final int port;
  private final AutoCloseable server;

  private PostgresCluster(int port, AutoCloseable server) {
    this.port = port;
    this.server = server;
  }

  static PostgresCluster start() {
    try {
      Optional<Path> programs = ScratchPostgres.installed();
      return programs.isPresent() ? ofTheSystem(programs.get()) : embedded();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static PostgresCluster ofTheSystem(Path programs) throws IOException, InterruptedException {
    var server = ScratchPostgres.quick(programs, Path.of(System.getProperty("java.io.tmpdir")));
    return new PostgresCluster(server.port(), server);
  }

  private static PostgresCluster embedded() throws IOException {
    var server = EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
    return new PostgresCluster(server.getPort(), server);
  }

  /** Where its one database is, for {@code storage.database}. */
  String url() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
  }

  String user() {
    return ScratchPostgres.USER;
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (Exception e) {
      throw new IllegalStateException("PostgreSQL could not be stopped", e);
    }
  }
}
