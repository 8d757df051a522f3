package dev.claudeworker.storage.sql.table;

import dev.claudeworker.spi.task.Attempt;
import dev.claudeworker.spi.task.AttemptStatus;
import dev.claudeworker.spi.task.Lease;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * An attempt with its lease.
 *
 * @param attempt the attempt
 * @param incarnation of the server that holds the lease, or held it last
 * @param token the token; stays after the end, so that a repeated finish is known
 * @param expires when the lease expires; empty after the end
 */
public record AttemptRow(Attempt attempt, UUID incarnation, UUID token, Optional<Instant> expires) implements BoundRow {

  public boolean running() {
    return attempt.status() == AttemptStatus.RUNNING;
  }

  public boolean heldBy(Lease lease) {
    return running() && token.equals(lease.token());
  }

  /** The lease of a running attempt. */
  public Lease lease() {
    return new Lease(attempt.task(), attempt.number(), token, expires.orElseThrow());
  }

  public long task() {
    return attempt.task().value();
  }

  /** In the order of {@link AttemptReader#COLUMNS}. */
  @Override
  public void bind(ColumnWriter columns) throws SQLException {
    columns.uuid(incarnation)
        .uuid(token)
        .instant(expires)
        .number(task())
        .count(attempt.number())
        .uuid(attempt.uuid())
        .word(attempt.status())
        .flag(attempt.counted())
        .text(attempt.server())
        .text(attempt.resumeReference())
        .instant(attempt.started())
        .instant(attempt.ended())
        .usage(attempt.usage())
        .failure(attempt.failure());
  }
}
