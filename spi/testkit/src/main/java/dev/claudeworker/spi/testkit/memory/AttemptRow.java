package dev.claudeworker.spi.testkit.memory;

import dev.claudeworker.spi.storage.AttemptEnd;
import dev.claudeworker.spi.storage.LeaseHolder;
import dev.claudeworker.spi.task.Attempt;
import dev.claudeworker.spi.task.AttemptStatus;
import dev.claudeworker.spi.task.Lease;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** An attempt with the columns of its lease. The token stays after the end, so that a repeated finish is known. */
record AttemptRow(Attempt attempt, UUID incarnation, UUID token, Instant expires) {

  AttemptKey key() {
    return new AttemptKey(attempt.task(), attempt.number());
  }

  Lease lease() {
    return new Lease(attempt.task(), attempt.number(), token, expires);
  }

  boolean running() {
    return attempt.status() == AttemptStatus.RUNNING;
  }

  boolean heldBy(Lease lease) {
    return running() && token.equals(lease.token());
  }

  boolean expiredAt(Instant now) {
    return !now.isBefore(expires);
  }

  AttemptRow renewed(Instant newExpiry) {
    return new AttemptRow(attempt, incarnation, token, newExpiry);
  }

  AttemptRow takenOver(LeaseHolder holder, UUID newToken, Instant newExpiry) {
    Attempt adopted = new Attempt(
        attempt.task(),
        attempt.number(),
        attempt.uuid(),
        attempt.status(),
        attempt.counted(),
        holder.server(),
        attempt.resumeReference(),
        attempt.started(),
        attempt.ended(),
        attempt.usage(),
        attempt.failure());
    return new AttemptRow(adopted, holder.incarnation(), newToken, newExpiry);
  }

  AttemptRow withResumeReference(String reference) {
    Attempt changed = new Attempt(
        attempt.task(),
        attempt.number(),
        attempt.uuid(),
        attempt.status(),
        attempt.counted(),
        attempt.server(),
        Optional.of(reference),
        attempt.started(),
        attempt.ended(),
        attempt.usage(),
        attempt.failure());
    return new AttemptRow(changed, incarnation, token, expires);
  }

  AttemptRow ended(AttemptEnd end) {
    Attempt ended = new Attempt(
        attempt.task(),
        attempt.number(),
        attempt.uuid(),
        end.status(),
        end.counted(),
        attempt.server(),
        attempt.resumeReference(),
        attempt.started(),
        Optional.of(Precision.micros(end.at())),
        end.usage(),
        end.failure());
    return new AttemptRow(ended, incarnation, token, expires);
  }
}
