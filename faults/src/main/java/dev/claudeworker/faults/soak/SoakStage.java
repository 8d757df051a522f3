package dev.claudeworker.faults.soak;

import dev.claudeworker.faults.soak.plugin.StampPlugin;
import dev.claudeworker.scratch.ScratchPostgres;
import dev.claudeworker.spi.JsonValue.JsonBoolean;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.torture.program.Installation;
import dev.claudeworker.torture.run.Rig;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A server with the executor of long runs, on one storage.
 *
 * @param rig the server
 * @param postgres its database server, if it has one
 * @param database the name of the database there
 */
record SoakStage(Rig rig, Optional<ScratchPostgres> postgres, String database) implements Closeable {

  /** Lays one out, and starts nothing but the database server. */
  static SoakStage open(Installation program, Path folder, String storage, int workers)
      throws IOException, InterruptedException {
    JsonObject usual = JsonObject.EMPTY.with("worker", JsonObject.EMPTY.with("max_workers", workers))
        // Two files for each task would measure the file system.
        .with("log", JsonObject.EMPTY.with("task_files", new JsonBoolean(false)));
    if (storage.equals("h2")) {
      return of(new Rig(program, folder, usual), Optional.empty(), "");
    }
    Path programs = ScratchPostgres.installed()
        .orElseThrow(() -> new IOException("no PostgreSQL is installed; install the package postgresql"));
    // Not in the folder of the run: the path of a socket may have 107 bytes only.
    var postgres = ScratchPostgres.durable(programs, Path.of(System.getProperty("java.io.tmpdir")));
    String address = postgres.createDatabase();
    JsonObject settings = usual
        .with("storage", JsonObject.EMPTY.with("type", "postgres").with("database", address))
        .with("plugins",
            JsonObject.EMPTY.with("storage-postgres", JsonObject.EMPTY.with("user", ScratchPostgres.USER)));
    return of(new Rig(program, folder, settings), Optional.of(postgres),
        address.substring(address.lastIndexOf('/') + 1));
  }

  private static SoakStage of(Rig rig, Optional<ScratchPostgres> postgres, String database) throws IOException {
    var stage = new SoakStage(rig, postgres, database);
    StampJar.writeInto(rig.home().resolve("plugins"));
    rig.environment(StampPlugin.FILE, stage.stamps().toString());
    return stage;
  }

  /** Where attempts write that they began. */
  Path stamps() {
    return rig.folder().resolve("stamps");
  }

  /** The size of the database. */
  long dataBytes() throws IOException, InterruptedException {
    if (postgres.isPresent()) {
      Process asked = postgres.get().psql(database, "SELECT pg_database_size(current_database()) AS bytes");
      String text = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      asked.waitFor();
      return text.lines()
          .map(String::strip)
          .filter(line -> line.matches("[0-9]+"))
          .mapToLong(Long::parseLong)
          .findFirst()
          .orElse(0);
    }
    try (Stream<Path> files = Files.walk(rig.home().resolve("data"))) {
      return files.filter(Files::isRegularFile).mapToLong(SoakStage::size).sum();
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (NoSuchFileException _) {
      return 0;
    } catch (IOException failed) {
      throw new java.io.UncheckedIOException(failed);
    }
  }

  @Override
  public void close() throws IOException {
    rig.close();
    if (postgres.isPresent()) {
      postgres.get().close();
    }
  }
}
