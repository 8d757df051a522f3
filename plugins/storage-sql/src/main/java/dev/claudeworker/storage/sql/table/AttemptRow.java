package dev.claudeworker.storage.sql.table;

import dev.claudeworker.spi.task.Attempt;
import dev.claudeworker.spi.task.AttemptStatus;
import dev.claudeworker.spi.task.Lease;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An attempt with its lease; as parameters one method per column.
 *
 * @param attempt the attempt
 * @param incarnation of the server that holds the lease, or held it last
 * @param token the token; stays after the end, so that a repeated finish is known
 * @param expires when the lease expires; empty after the end
 */
public record AttemptRow(Attempt attempt, UUID incarnation, UUID token, Optional<Instant> expires) {

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

  public @Nullable Instant leaseExpires() {
    return expires.orElse(null);
  }

  public @Nullable String resumeRef() {
    return attempt.resumeReference().orElse(null);
  }

  public @Nullable Instant endedAt() {
    return attempt.ended().orElse(null);
  }
}
