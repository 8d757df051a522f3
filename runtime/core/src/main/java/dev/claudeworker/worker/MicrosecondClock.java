package dev.claudeworker.worker;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** The given clock to the precision that storages keep, so that what is compared later is what was stored. */
record MicrosecondClock(InstantSource source) implements InstantSource {

  @Override
  public Instant instant() {
    return source.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
