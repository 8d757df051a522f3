package dev.claudeworker.spi.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that stands still until it is moved. Safe for use from any thread. Exact to the microsecond, as storages are. */
public final class SettableClock implements InstantSource {

  /** Where a clock without another wish begins; its microseconds are not zero, so that lost precision shows. */
  public static final Instant START = Instant.parse("2026-01-02T03:04:05.678901Z");

  private final AtomicReference<Instant> now;

  /** A clock that stands at {@link #START}. */
  public SettableClock() {
    this(START);
  }

  /**
   * A clock.
   *
   * @param start where it stands; what is finer than a microsecond is cut off
   */
  public SettableClock(Instant start) {
    now = new AtomicReference<>(start.truncatedTo(ChronoUnit.MICROS));
  }

  @Override
  public Instant instant() {
    return now.get();
  }

  /**
   * Sets the clock, also back.
   *
   * @param instant where it stands from now on; what is finer than a microsecond is cut off
   */
  public void set(Instant instant) {
    now.set(instant.truncatedTo(ChronoUnit.MICROS));
  }

  /**
   * Moves the clock.
   *
   * @param by how far; negative = back
   * @return where it stands now
   */
  public Instant advance(Duration by) {
    return now.updateAndGet(before -> before.plus(by).truncatedTo(ChronoUnit.MICROS));
  }
}
