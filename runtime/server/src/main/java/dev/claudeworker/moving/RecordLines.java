package dev.claudeworker.moving;

import dev.claudeworker.spi.JsonCodec;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.storage.StoredRecord;
import java.util.Locale;
import java.util.Map;

/** One record as one line: an object whose only member is named after the kind. */
final class RecordLines {

  private static final Map<String, Class<? extends Record>> TYPES = Map.of(
      "orchestration", StoredRecord.OfOrchestration.class,
      "task", StoredRecord.OfTask.class,
      "dependency", StoredRecord.OfDependency.class,
      "gate", StoredRecord.OfGate.class,
      "idempotency_key", StoredRecord.OfKey.class,
      "event", StoredRecord.OfEvent.class);

  private final JsonCodec json;
  private final RecordWriter writer = new RecordWriter();
  private final RecordReader reader = new RecordReader();

  RecordLines(JsonCodec json) {
    this.json = json;
  }

  String print(StoredRecord record) {
    return json.print(JsonObject.EMPTY.with(word(record.kind()), writer.write((Record) record)));
  }

  /** The record of a line that holds one. */
  StoredRecord parse(JsonObject line) {
    String kind = line.members().keySet().stream().findFirst().orElse("");
    Class<? extends Record> type = TYPES.get(kind);
    if (type == null || !(line.get(kind).orElseThrow() instanceof JsonObject content)) {
      throw new RecordReader.UnreadableException("'" + kind + "' is no record that this version knows");
    }
    return (StoredRecord) reader.read(type, content);
  }

  static String word(StoredRecord.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
