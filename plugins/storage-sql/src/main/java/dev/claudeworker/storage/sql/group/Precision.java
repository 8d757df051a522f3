package dev.claudeworker.storage.sql.group;

import dev.claudeworker.spi.task.Gate;
import dev.claudeworker.spi.task.WaitReason;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Times are kept to the microsecond; what is finer is cut off, so that an answer is what a later read will show. */
final class Precision {

  private Precision() {}

  static Instant micros(Instant at) {
    return at.truncatedTo(ChronoUnit.MICROS);
  }

  static Optional<Instant> micros(Optional<Instant> at) {
    return at.map(Precision::micros);
  }

  static WaitReason micros(WaitReason reason) {
    return new WaitReason(reason.code(), micros(reason.until()), reason.details());
  }

  static Gate micros(Gate gate) {
    return new Gate(gate.scope(), gate.code(), micros(gate.closedAt()), micros(gate.until()), gate.details());
  }
}
