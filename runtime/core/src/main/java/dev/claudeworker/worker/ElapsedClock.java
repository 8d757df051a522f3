package dev.claudeworker.worker;

import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * A clock that nobody sets: it began with the time of another one, and goes on with what has passed since. Correcting the
 * machine's clock moves it neither forward nor back. For how long things take, not for what time it is.
 */
public final class ElapsedClock implements InstantSource {

  private final Instant begin;
  private final LongSupplier ticker;
  private final long first;

  /**
   * Begins now.
   *
   * @param clock what time it is
   * @param ticker nanoseconds since any moment, never going back
   */
  public ElapsedClock(InstantSource clock, LongSupplier ticker) {
    this.begin = clock.instant();
    this.ticker = ticker;
    this.first = ticker.getAsLong();
  }

  @Override
  public Instant instant() {
    return begin.plusNanos(ticker.getAsLong() - first);
  }
}
