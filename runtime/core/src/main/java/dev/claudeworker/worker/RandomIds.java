package dev.claudeworker.worker;

import java.util.UUID;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Random UUIDs from the injected source, so that a seeded run repeats itself. */
record RandomIds(RandomGenerator random) implements Supplier<UUID> {

  private static final long VERSION_4 = 0x0000000000004000L;
  private static final long VERSION_MASK = 0xffffffffffff0fffL;
  private static final long VARIANT = 0x8000000000000000L;
  private static final long VARIANT_MASK = 0x3fffffffffffffffL;

  @Override
  public UUID get() {
    return new UUID(
        (random.nextLong() & VERSION_MASK) | VERSION_4, (random.nextLong() & VARIANT_MASK) | VARIANT);
  }
}
