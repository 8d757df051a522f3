package dev.claudeworker.queue;

import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * UUIDs of version 7, each larger than the one before. New rows then stand side by side in the index of uuids, so that ten
 * thousand of them change a few of its pages and not all. Safe for use from any thread if the random source is.
 */
public final class TimeOrderedIds implements Supplier<UUID> {

  private static final int COUNTER_BITS = 12;
  private static final long COUNTER_MASK = (1L << COUNTER_BITS) - 1;
  private static final long VERSION_7 = 0x7000L;
  private static final long VARIANT = 0x8000000000000000L;
  private static final long VARIANT_MASK = 0x3fffffffffffffffL;

  private final InstantSource clock;
  private final RandomGenerator random;

  /** Milliseconds and a counter within them; runs ahead of the clock when more are asked for than fit. */
  private final AtomicLong last = new AtomicLong();

  /** Ids by this clock. */
  public TimeOrderedIds(InstantSource clock, RandomGenerator random) {
    this.clock = clock;
    this.random = random;
  }

  @Override
  public UUID get() {
    long now = clock.millis() << COUNTER_BITS;
    long next = last.updateAndGet(before -> Math.max(before + 1, now));
    long high = ((next >>> COUNTER_BITS) << 16) | VERSION_7 | (next & COUNTER_MASK);
    return new UUID(high, (random.nextLong() & VARIANT_MASK) | VARIANT);
  }
}
