package dev.claudeworker.storage.sql.group;

import dev.claudeworker.spi.storage.AttemptEnd;
import dev.claudeworker.spi.storage.LeaseHolder;
import dev.claudeworker.spi.task.Attempt;
import dev.claudeworker.storage.sql.table.AttemptRow;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** An attempt before and after each kind of change. */
final class AttemptChanges {

  private AttemptChanges() {}

  static AttemptRow ended(AttemptRow row, AttemptEnd end) {
    Attempt old = row.attempt();
    Attempt ended = new Attempt(
        old.task(),
        old.number(),
        old.uuid(),
        end.status(),
        end.counted(),
        old.server(),
        old.resumeReference(),
        old.started(),
        Optional.of(Precision.micros(end.at())),
        end.usage(),
        end.failure());
    return new AttemptRow(ended, row.incarnation(), row.token(), Optional.empty());
  }

  static AttemptRow takenOver(AttemptRow row, LeaseHolder holder, UUID token, Instant expires) {
    Attempt adopted = running(row.attempt(), holder.server(), row.attempt().resumeReference());
    return new AttemptRow(adopted, holder.incarnation(), token, Optional.of(expires));
  }

  static AttemptRow withResumeReference(AttemptRow row, String reference) {
    Attempt changed = running(row.attempt(), row.attempt().server(), Optional.of(reference));
    return new AttemptRow(changed, row.incarnation(), row.token(), row.expires());
  }

  private static Attempt running(Attempt old, String server, Optional<String> resumeReference) {
    return new Attempt(
        old.task(),
        old.number(),
        old.uuid(),
        old.status(),
        old.counted(),
        server,
        resumeReference,
        old.started(),
        old.ended(),
        old.usage(),
        old.failure());
  }
}
