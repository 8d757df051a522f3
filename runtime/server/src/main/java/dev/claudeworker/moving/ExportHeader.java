package dev.claudeworker.moving;

import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.storage.StoreHeads;
import java.time.Instant;
import java.util.UUID;

/**
 * The first line of an export.
 *
 * @param format always {@link #FORMAT}
 * @param version of the format; another one is refused
 * @param createdAt when it was made
 * @param madeBy version of claude-worker
 * @param storage kind of the storage it comes from
 * @param storeId identity of the store
 * @param heads the last numbers given
 */
record ExportHeader(
    String format, int version, Instant createdAt, String madeBy, String storage, UUID storeId, StoreHeads heads) {

  static final String FORMAT = "claude-worker-export";

  /** The only version there is. */
  static final int VERSION = 1;

  JsonObject line() {
    return new RecordWriter().write(this);
  }
}
