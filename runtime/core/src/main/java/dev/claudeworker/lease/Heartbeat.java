package dev.claudeworker.lease;

import dev.claudeworker.loop.Loop;
import dev.claudeworker.spi.storage.Storage;
import dev.claudeworker.spi.task.Lease;
import java.time.Duration;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * Says at a third of the duration of leases that this server is alive, renews all that it holds, and learns on the way of
 * cancels and of leases that were lost. In storage that servers share it lets the guard know, and when it does not get
 * through for too long, it gives all leases up before another server takes the tasks.
 */
public final class Heartbeat {

  private static final int BATCH = 1_000;

  private final Storage storage;
  private final HeldLeases held;
  private final LeaseSettings settings;
  private final Others others;
  private final LongSupplier nanos;
  private final Loop loop = new Loop("heartbeat", this::round);
  private final Loop overdue = new Loop("overdue leases", this::giveUpOverdue);
  private volatile long keptAt;

  /**
   * Who else is concerned.
   *
   * @param announce tells other servers that this one is alive
   * @param guardClock the clock of the guard
   * @param kept tells the guard that all leases were renewed; gets the moment before that began, by its clock
   * @param caughtUp tells this server that it may begin tasks again, after it was overdue
   */
  public record Others(Runnable announce, LongSupplier guardClock, LongConsumer kept, Runnable caughtUp) {}

  /** A heartbeat that has not started; {@code nanos} never goes back. */
  public Heartbeat(
      Storage storage, HeldLeases held, LeaseSettings settings, Others others, LongSupplier nanos) {
    this.storage = storage;
    this.held = held;
    this.settings = settings;
    this.others = others;
    this.nanos = nanos;
    this.keptAt = nanos.getAsLong();
  }

  /** Begins. */
  public void start() {
    loop.start();
    if (storage.info().isShared()) {
      overdue.start();
    }
  }

  /** Renews now. */
  public void wake() {
    loop.wake();
  }

  /** Ends, and returns when it has. */
  public void stop() {
    loop.stop();
    overdue.stop();
  }

  private Duration round() {
    beat();
    return settings.renewEvery();
  }

  /** Renews everything once. */
  public void beat() {
    boolean wasOverdue = isOverdue();
    long askedAt = others.guardClock().getAsLong();
    long began = nanos.getAsLong();
    others.announce().run();
    List<Lease> leases = held.leases();
    for (int from = 0; from < leases.size(); from += BATCH) {
      var batch = leases.subList(from, Math.min(from + BATCH, leases.size()));
      storage.renew(batch, settings.duration()).forEach(held::renewed);
    }
    others.kept().accept(askedAt);
    keptAt = began;
    if (wasOverdue) {
      others.caughtUp().run();
    }
  }

  /**
   * Whether this server has not got through for so long that, in storage that servers share, its guard ends whatever is found running:
   * nothing may be begun then.
   */
  public boolean isOverdue() {
    return !left().isPositive();
  }

  private Duration left() {
    return settings.safeFor().minusNanos(nanos.getAsLong() - keptAt);
  }

  /** Runs beside {@link #beat}, which may hang in a connection that nobody answers. */
  Duration giveUpOverdue() {
    Duration left = left();
    if (left.isPositive()) {
      return left;
    }
    held.overdue();
    return settings.renewEvery();
  }
}
