package dev.claudeworker.lease;

import dev.claudeworker.loop.Loop;
import dev.claudeworker.spi.storage.Storage;
import dev.claudeworker.spi.task.Lease;
import java.time.Duration;
import java.util.List;

/** Renews all held leases at a third of their duration, and learns on the way of cancels and of leases that were lost. */
public final class Heartbeat {

  private static final int BATCH = 1_000;

  private final Storage storage;
  private final HeldLeases held;
  private final LeaseSettings settings;
  private final Loop loop = new Loop("heartbeat", this::round);

  /** A heartbeat that has not started. */
  public Heartbeat(Storage storage, HeldLeases held, LeaseSettings settings) {
    this.storage = storage;
    this.held = held;
    this.settings = settings;
  }

  /** Begins. */
  public void start() {
    loop.start();
  }

  /** Renews now. */
  public void wake() {
    loop.wake();
  }

  /** Ends, and returns when it has. */
  public void stop() {
    loop.stop();
  }

  private Duration round() {
    beat();
    return settings.renewEvery();
  }

  /** Renews everything once. */
  public void beat() {
    List<Lease> leases = held.leases();
    for (int from = 0; from < leases.size(); from += BATCH) {
      var batch = leases.subList(from, Math.min(from + BATCH, leases.size()));
      storage.renew(batch, settings.duration()).forEach(held::renewed);
    }
  }
}
