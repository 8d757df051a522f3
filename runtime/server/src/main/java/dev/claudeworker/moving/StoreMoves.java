package dev.claudeworker.moving;

import dev.claudeworker.json.JacksonJsonCodec;
import dev.claudeworker.json.JsonLimits;
import dev.claudeworker.spi.JsonCodec;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.storage.Storage;
import dev.claudeworker.spi.storage.StorageInfo;
import dev.claudeworker.spi.storage.StoreHeads;
import dev.claudeworker.spi.storage.StoreSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.function.LongConsumer;

/** Moves a whole store. The storages belong to the caller; no server works on one that is written. */
public final class StoreMoves {

  /** A record has at most a prompt and a result, each as long as a request allows. */
  private static final JsonLimits LIMITS = new JsonLimits(1_000, Integer.MAX_VALUE - 8, Integer.MAX_VALUE);

  private static final JsonCodec JSON = new JacksonJsonCodec(LIMITS);

  private StoreMoves() {}

  /**
   * Writes a store to a file.
   *
   * @param storage the store
   * @param file where to; only its owner can read it
   * @param replace whether an existing file is replaced
   * @param version of claude-worker
   * @param now when
   * @return what was written: file, bytes, records of each kind, check sum
   */
  public static JsonObject export(Storage storage, Path file, boolean replace, String version, Instant now) {
    StorageInfo info = storage.info();
    try (StoreSnapshot snapshot = storage.transfer().snapshot()) {
      var header = new ExportHeader(
          ExportHeader.FORMAT, ExportHeader.VERSION, now, version, info.kind(), info.storeId(), snapshot.heads());
      JsonObject trailer = new ExportWriter(JSON).write(file, replace, header, snapshot);
      return JsonObject.EMPTY.with("file", file.toString())
          .with("bytes", Files.size(file))
          .with("records", trailer.get("records").orElseThrow())
          .with("sha256", trailer.get("sha256").orElseThrow());
    } catch (IOException failure) {
      throw MovingFailures.read(file, failure);
    }
  }

  /**
   * Reads a file into an empty store, or goes on where an earlier try was interrupted.
   *
   * @param file an export
   * @param target the store
   * @param place where it is, for people
   * @param progress hears how many records are written
   * @return what is there now: records of each kind, and how many an earlier try had written
   */
  public static JsonObject importFile(Path file, Storage target, String place, LongConsumer progress) {
    var reader = new ExportReader(JSON, file);
    ExportReader.Contents contents = reader.check();
    var into = new StoreImport(target, JSON, progress);
    long before = into.begin(contents.source(), place);
    reader.read(before, into::add);
    into.finish(contents.header().heads(), Optional.of(contents.header().storeId()), contents.records(),
        contents.sums());
    return JsonObject.EMPTY.with("file", file.toString())
        .with("records", contents.records())
        .with("resumed_after", before);
  }

  /**
   * Reads a database of the Python version into an empty store, or goes on where an earlier try was interrupted.
   *
   * @param file its database; only read
   * @param driverFolder where the driver for SQLite is; empty = on the class path
   * @param target the store
   * @param place where it is, for people
   * @param progress hears how many records are written
   * @return what is there now: records of each kind, and how many tasks had not ended
   */
  public static JsonObject importPython(
      Path file, Optional<Path> driverFolder, Storage target, String place, LongConsumer progress) {
    return new PythonImport(driverFolder, JSON).run(file, target, place, progress);
  }

  /**
   * Copies a store into an empty one, or goes on where an earlier try was interrupted. The source is only read.
   *
   * @param source the store
   * @param target the other store
   * @param place where that is, for people
   * @param progress hears how many records are written
   * @return what is there now: records of each kind, and how many an earlier try had written
   */
  public static JsonObject copy(Storage source, Storage target, String place, LongConsumer progress) {
    var sums = new StoreSums();
    var lines = new RecordLines(JSON);
    var into = new StoreImport(target, JSON, progress);
    try (StoreSnapshot snapshot = source.transfer().snapshot()) {
      StorageInfo info = source.info();
      StoreHeads heads = snapshot.heads();
      // Every change of a state has an event, so the same last event means the same contents.
      long before = into.begin("store " + info.storeId() + " " + info.epoch() + " event " + heads.event(), place);
      snapshot.read(record -> {
        sums.add(record.kind(), lines.print(record));
        if (sums.total() > before) {
          into.add(record);
        }
      });
      into.finish(heads, Optional.of(info.storeId()), sums.counts(), sums.sums());
      return JsonObject.EMPTY.with("records", sums.counts()).with("sums", sums.sums()).with("resumed_after", before);
    }
  }
}
