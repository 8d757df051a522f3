package dev.claudeworker.moving;

import dev.claudeworker.home.OwnerOnly;
import dev.claudeworker.spi.JsonCodec;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.WorkerException;
import dev.claudeworker.spi.storage.StoreSnapshot;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.util.HexFormat;

/**
 * Writes an export: a header, a line for each record, a trailer with counts and check sums. It has another name until it is
 * whole and on the disk, so that nothing half ever looks like an export.
 */
final class ExportWriter {

  private static final int BUFFER_BYTES = 1 << 16;

  private final JsonCodec json;
  private final Opening opening;

  /** Makes the file that is written. */
  @FunctionalInterface
  interface Opening {
    OutputStream open(Path file) throws IOException;
  }

  ExportWriter(JsonCodec json) {
    this(json, OwnerOnly::newFile);
  }

  ExportWriter(JsonCodec json, Opening opening) {
    this.json = json;
    this.opening = opening;
  }

  /** Writes everything that a snapshot shows; the answer is the trailer. */
  JsonObject write(Path file, boolean replace, ExportHeader header, StoreSnapshot snapshot) {
    if (!replace && Files.exists(file)) {
      throw new WorkerException(MovingFailures.FILE, file + " is there already",
          "Choose another name, or replace it with --force.");
    }
    Path draft = file.resolveSibling(file.getFileName() + ".part");
    try {
      Files.deleteIfExists(draft);
      JsonObject trailer = writeAll(draft, file, header, snapshot);
      flush(draft);
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      return trailer;
    } catch (FileAlreadyExistsException running) {
      throw new WorkerException(MovingFailures.FILE, draft + " is being written by another export",
          "Wait for it, or delete that file if no export runs.", running);
    } catch (IOException failure) {
      throw withoutDraft(draft, MovingFailures.written(file, failure));
    } catch (RuntimeException failure) {
      throw withoutDraft(draft, failure);
    }
  }

  private static RuntimeException withoutDraft(Path draft, RuntimeException failure) {
    try {
      Files.deleteIfExists(draft);
    } catch (IOException stays) {
      failure.addSuppressed(stays);
    }
    return failure;
  }

  private JsonObject writeAll(Path draft, Path file, ExportHeader header, StoreSnapshot snapshot) throws IOException {
    StoreSums sums = new StoreSums();
    RecordLines lines = new RecordLines(json);
    try (var out = new DigestOutputStream(
        new BufferedOutputStream(opening.open(draft), BUFFER_BYTES), Sha256.digest())) {
      line(out, json.print(header.line()));
      snapshot.read(record -> {
        String line = lines.print(record);
        sums.add(record.kind(), line);
        // Told in our own words at once: what comes through the storage as another exception counts as the plugin's failure.
        try {
          line(out, line);
        } catch (IOException full) {
          throw MovingFailures.written(file, full);
        }
      });
      JsonObject trailer = JsonObject.EMPTY
          .with("records", sums.counts())
          .with("sums", sums.sums())
          .with("sha256", HexFormat.of().formatHex(out.getMessageDigest().digest()));
      line(out, json.print(JsonObject.EMPTY.with("end", trailer)));
      return trailer;
    }
  }

  private static void line(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.write('\n');
  }

  private static void flush(Path draft) throws IOException {
    try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }
}
