package dev.claudeworker.storage.sql.table;

import dev.claudeworker.spi.JsonCodec;
import dev.claudeworker.spi.storage.LeaseHolder;
import dev.claudeworker.spi.storage.ServerEntry;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Reads a server in the order of {@link #COLUMNS}. */
final class ServerReader extends RowReader<ServerRow> {

  static final String COLUMNS =
      "incarnation, name, address, version, slots, labels, executors, started_at, seen_at, alive_until, id";

  ServerReader(JsonCodec json) {
    super(json);
  }

  @Override
  ServerRow read(ColumnReader row) throws SQLException {
    UUID incarnation = row.uuid();
    String name = row.text();
    Optional<String> address = row.optionalText();
    String version = row.text();
    int slots = row.count();
    Map<String, String> labels = row.textsByName();
    Set<String> executors = row.texts();
    Instant started = row.instant();
    Instant seen = row.instant();
    Instant aliveUntil = row.instant();
    LeaseHolder holder = new LeaseHolder(row.text(), incarnation);
    return new ServerRow(
        new ServerEntry(holder, name, address, version, slots, labels, executors, started), seen, aliveUntil);
  }
}
