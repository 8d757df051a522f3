package dev.claudeworker.storage.sql.table;

import dev.claudeworker.spi.storage.RegisteredServer;
import dev.claudeworker.spi.storage.ServerEntry;
import java.sql.SQLException;
import java.time.Instant;

/**
 * What a server said about itself, in the order of {@link ServerReader#COLUMNS}.
 *
 * @param entry what it said
 * @param seen when, by the lease clock
 * @param aliveUntil until when that counts
 */
public record ServerRow(ServerEntry entry, Instant seen, Instant aliveUntil) implements BoundRow {

  /** Whether this is another start of the same server, and a later one. */
  public boolean isLaterThan(ServerEntry other) {
    return !entry.holder().equals(other.holder()) && entry.started().isAfter(other.started());
  }

  /** With what only others know of it. */
  public RegisteredServer registered(int running, Instant now) {
    return new RegisteredServer(entry, running, seen, aliveUntil, aliveUntil.isAfter(now));
  }

  @Override
  public void bind(ColumnWriter columns) throws SQLException {
    columns.uuid(entry.holder().incarnation())
        .text(entry.name())
        .text(entry.address())
        .text(entry.version())
        .count(entry.slots())
        .texts(entry.labels())
        .texts(entry.executors())
        .instant(entry.started())
        .instant(seen)
        .instant(aliveUntil)
        .text(entry.holder().server());
  }
}
