package dev.claudeworker.storage.sql.transfer;

import dev.claudeworker.spi.storage.StoreHeads;
import dev.claudeworker.spi.storage.StoredRecord;
import dev.claudeworker.storage.sql.table.Mappers;
import dev.claudeworker.storage.sql.table.Texts;
import java.util.List;
import java.util.function.Consumer;

/**
 * Rows as records and back, over whatever session the caller has.
 *
 * @param texts how heavy texts are kept
 */
public record StoreRecords(Texts texts) {

  /** Reads everything. */
  public void readAll(Mappers mappers, Consumer<StoredRecord> sink) {
    new StoreReader(mappers, texts, sink).readAll();
  }

  /** Writes records as they stand. */
  public void write(Mappers mappers, List<StoredRecord> records) {
    new StoreWriter(mappers, texts).write(records);
  }

  /** Works out what no record says, when all are there. */
  public void finish(Mappers mappers, StoreHeads heads) {
    new StoreWriter(mappers, texts).finish(heads);
  }
}
