package dev.claudeworker.moving;

import dev.claudeworker.spi.JsonCodec;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.storage.ImportProgress;
import dev.claudeworker.spi.storage.Storage;
import dev.claudeworker.spi.storage.StoreHeads;
import dev.claudeworker.spi.storage.StoreSnapshot;
import dev.claudeworker.spi.storage.StoredRecord;
import dev.claudeworker.spi.storage.Transfer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongConsumer;

/** Writes records into a storage in parts, goes on where an earlier try stopped, and compares at the end. */
final class StoreImport {

  private static final int MOST_RECORDS = 500;
  private static final long MOST_CHARACTERS = 4_000_000;

  private final Storage target;
  private final JsonCodec json;
  private final LongConsumer progress;
  private final List<StoredRecord> part = new ArrayList<>();
  private long characters;
  private long position;

  /** An import into a storage that no server uses; the progress hears how many records are written. */
  StoreImport(Storage target, JsonCodec json, LongConsumer progress) {
    this.target = target;
    this.json = json;
    this.progress = progress;
  }

  /** Refuses a store that has something in it, unless it is the beginning of this import. Answers how much is there. */
  long begin(String source, String place) {
    if (transfer().unfinished().isEmpty()) {
      try (StoreSnapshot snapshot = transfer().snapshot()) {
        StoreHeads heads = snapshot.heads();
        if (!heads.equals(StoreHeads.NONE)) {
          throw MovingFailures.notEmpty(place,
              "it has had " + heads.task() + " tasks and " + heads.event() + " events");
        }
      }
    }
    ImportProgress begun = transfer().begin(source);
    position = begun.records();
    return position;
  }

  void add(StoredRecord record) {
    part.add(record);
    characters += weight(record);
    if (part.size() == MOST_RECORDS || characters > MOST_CHARACTERS) {
      write();
    }
  }

  private static long weight(StoredRecord record) {
    return record instanceof StoredRecord.OfTask task
        ? task.input().prompt().length() + task.result().map(result -> result.text().length()).orElse(0)
        : 0;
  }

  private void write() {
    if (!part.isEmpty()) {
      position += part.size();
      transfer().write(part, position);
      part.clear();
      characters = 0;
      progress.accept(position);
    }
  }

  /** Compares everything that stands there with what was read, and ends the import only if it is the same. */
  StoreSums finish(StoreHeads heads, Optional<UUID> storeId, JsonObject records, JsonObject sums) {
    write();
    StoreSums written = sumsOf(target, json);
    String difference = written.difference(records, sums);
    if (!difference.isEmpty()) {
      throw MovingFailures.different(difference);
    }
    transfer().finish(heads, storeId);
    return written;
  }

  static StoreSums sumsOf(Storage storage, JsonCodec json) {
    StoreSums sums = new StoreSums();
    RecordLines lines = new RecordLines(json);
    try (StoreSnapshot snapshot = storage.transfer().snapshot()) {
      snapshot.read(record -> sums.add(record.kind(), lines.print(record)));
    }
    return sums;
  }

  private Transfer transfer() {
    return target.transfer();
  }
}
