package dev.claudeworker.bench;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Counts tasks while they run, and remembers when the first one did: another queue is not blamed for how it is woken. */
final class Executions {

  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final AtomicLong first = new AtomicLong();
  private final double processorBefore = Machine.processorSeconds();
  private final int count;
  private final CountDownLatch left;

  Executions(int count) {
    this.count = count;
    left = new CountDownLatch(count);
  }

  void one() {
    if (first.get() == 0) {
      first.compareAndSet(0, System.nanoTime());
    }
    left.countDown();
  }

  void awaitAll() throws InterruptedException {
    if (!left.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new IllegalStateException(left.getCount() + " tasks did not run within " + PATIENCE);
    }
  }

  /** By the clock since the first one; what it cost since this was made. */
  Speed speed() {
    double seconds = (System.nanoTime() - first.get()) / 1e9;
    return Speed.of(count, seconds, Machine.processorSeconds() - processorBefore);
  }
}
