package dev.claudeworker.plugin.h2;

import dev.claudeworker.spi.ErrorCode;
import dev.claudeworker.spi.WorkerException;
import dev.claudeworker.spi.storage.StorageErrors;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the database lies. H2 appends {@code .mv.db} to the name.
 *
 * @param base the path without H2's ending
 */
record DatabaseFile(Path base) {

  static final String NAME = "claude-worker";

  /** Beside the database while a server has it, or was killed with it. */
  static final String JOURNAL = ".journal";

  /**
   * Without H2's own writer, which would begin after so many milliseconds: what it writes it does not sync, and its header does not name
   * it. The file is written by checkpoints alone, which do both. With 0, H2 would write at every commit.
   */
  static final String WRITTEN_BY_CHECKPOINTS = ";WRITE_DELAY=" + Integer.MAX_VALUE;

  private static final String ENDING = ".mv.db";
  private static final String SQLITE = "SQLite format 3";
  private static final int BLOCK = 4096;

  /** Chunks have headers and are rounded up to blocks. */
  private static final long SPARE_BYTES = 1 << 20;

  /** The database in a home directory, or at the configured path. */
  static DatabaseFile of(Optional<Path> path, Path home) {
    if (path.isEmpty()) {
      return new DatabaseFile(home.resolve("data").resolve(NAME));
    }
    Path given = path.get().toAbsolutePath();
    if (Files.isDirectory(given)) {
      return new DatabaseFile(given.resolve(NAME));
    }
    String name = String.valueOf(given.getFileName());
    return new DatabaseFile(
        name.endsWith(ENDING) ? given.resolveSibling(name.substring(0, name.length() - ENDING.length())) : given);
  }

  /** The file itself. */
  Path file() {
    return sibling(ENDING);
  }

  /** A file beside it. */
  Path sibling(String ending) {
    return base.resolveSibling(base.getFileName() + ending);
  }

  /** The database while it is made for the first time; it gets its name when it is whole. */
  DatabaseFile unfinished() {
    return new DatabaseFile(sibling(".new"));
  }

  /** Whether its disk has room for all that compacting may write. */
  boolean hasRoom() {
    return base.toFile().getParentFile().getUsableSpace() > 2 * file().toFile().length() + SPARE_BYTES;
  }

  /** The beginning of a JDBC URL. Channels of the file system "async" survive interrupted threads. */
  String url() {
    CheckedFiles.register();
    return "jdbc:h2:" + CheckedFiles.SCHEME + ":async:" + base.toString().replace('\\', '/') + WRITTEN_BY_CHECKPOINTS;
  }

  /** Its journal, as H2 names files. */
  String journal() {
    return "async:" + sibling(JOURNAL).toString().replace('\\', '/');
  }

  /** Refuses what is certainly no database of H2, without touching it. */
  void check() throws IOException {
    if (base.toString().contains(";")) {
      throw new WorkerException(
          ErrorCode.configuration("storage_path"),
          "the path of the database, " + base + ", has a ';', with which a JDBC URL of H2 ends",
          "choose a path without ';'");
    }
    if (Files.isRegularFile(base) && startsWith(base, 0, SQLITE)) {
      throw foreign(base);
    }
    if (!Files.exists(file())) {
      return;
    }
    if (startsWith(file(), 0, SQLITE)) {
      throw foreign(file());
    }
    if (Files.size(file()) == 0) {
      throw H2Failures.damaged(file().toString(), "the file is empty");
    }
    // A store begins with two copies of its header; one is enough for H2.
    if (!startsWith(file(), 0, "H:") && !startsWith(file(), BLOCK, "H:")) {
      throw H2Failures.damaged(file().toString(), "it does not begin as a database of H2 does");
    }
  }

  private static boolean startsWith(Path file, int offset, String text) throws IOException {
    try (InputStream content = Files.newInputStream(file)) {
      content.skipNBytes(Math.min(offset, Files.size(file)));
      return new String(content.readNBytes(text.length()), StandardCharsets.ISO_8859_1).equals(text);
    }
  }

  private static WorkerException foreign(Path file) {
    return new WorkerException(
        StorageErrors.FOREIGN,
        file + " is an SQLite database of another program (earlier versions of claude-worker used one)",
        "choose another path for this server's database; the file was left untouched");
  }
}
