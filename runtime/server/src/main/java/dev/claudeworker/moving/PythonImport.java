package dev.claudeworker.moving;

import dev.claudeworker.spi.ErrorCode;
import dev.claudeworker.spi.JsonCodec;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.WorkerException;
import dev.claudeworker.spi.storage.Storage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * Imports the database of the Python version into an empty store.
 *
 * @param driverFolder where the driver for SQLite is; empty = on the class path
 * @param json for lists of dependencies
 */
record PythonImport(Optional<Path> driverFolder, JsonCodec json) {

  private static final ErrorCode FOREIGN = ErrorCode.user("python_database");
  private static final String MAGIC = "SQLite format 3\0";

  JsonObject run(Path file, Storage target, String place, LongConsumer progress) {
    String sha256 = check(file);
    try (SqliteDriver driver = SqliteDriver.load(driverFolder); Connection connection = driver.open(file)) {
      Path home = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(file);
      var database = new PythonDatabase(connection, json, home);
      if (!database.isOfThePythonVersion()) {
        throw foreign(file, "it has no table 'tasks' as that version makes it");
      }
      database.survey();
      return copy(database, sha256, file, target, place, progress);
    } catch (SQLException failure) {
      throw new WorkerException(FOREIGN, file + " cannot be read: " + failure.getMessage(),
          "Stop the Python server if it still runs, and try again; 'sqlite3 FILE \"PRAGMA integrity_check\"' tells "
              + "whether the file is whole.",
          failure);
    } catch (IOException failure) {
      throw MovingFailures.read(file, failure);
    }
  }

  private JsonObject copy(PythonDatabase database, String sha256, Path file, Storage target, String place,
      LongConsumer progress) throws SQLException {
    var sums = new StoreSums();
    var lines = new RecordLines(json);
    var into = new StoreImport(target, json, progress);
    long before = into.begin("python sha256:" + sha256, place);
    database.read(record -> {
      sums.add(record.kind(), lines.print(record));
      if (sums.total() > before) {
        into.add(record);
      }
    });
    into.finish(database.heads(), Optional.empty(), sums.counts(), sums.sums());
    return JsonObject.EMPTY.with("file", file.toString())
        .with("records", sums.counts())
        .with("unfinished", database.unfinished())
        .with("resumed_after", before);
  }

  /** Refuses what is no database of SQLite; the answer is its check sum. */
  private static String check(Path file) {
    try (var in = new DigestInputStream(Files.newInputStream(file), Sha256.digest())) {
      String begin = new String(in.readNBytes(MAGIC.length()), StandardCharsets.ISO_8859_1);
      if (!begin.equals(MAGIC)) {
        throw foreign(file, "it is no database of SQLite");
      }
      in.transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(in.getMessageDigest().digest());
    } catch (IOException failure) {
      throw MovingFailures.read(file, failure);
    }
  }

  private static WorkerException foreign(Path file, String why) {
    return new WorkerException(FOREIGN, file + " is no database of the Python version: " + why,
        "It is usually ~/.claude-worker/tasks.db, or ~/.claude-cto/tasks.db of later versions.");
  }
}
