package dev.claudeworker.faults.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Looks on while a long run goes on: at what began, whether the server is ready, its memory, the size of its data. */
final class Watch implements Runnable {

  private static final long LOOK_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
  private static final long MEASURE_EVERY_NANOS = TimeUnit.SECONDS.toNanos(5);

  /**
   * How large the data were.
   *
   * @param tasks when so many tasks had begun
   * @param bytes the size
   */
  record Size(long tasks, long bytes) {}

  private final SoakStage stage;
  private final Ledger ledger;
  private final Semaphore room;
  private final Vitals vitals;
  private final Availability availability = new Availability();
  private final List<Size> sizes = new ArrayList<>();
  private volatile boolean over;

  Watch(SoakStage stage, Ledger ledger, Semaphore room) {
    this.stage = stage;
    this.ledger = ledger;
    this.room = room;
    this.vitals = new Vitals(stage.rig().home());
  }

  @Override
  public void run() {
    try (var stamps = new StampReader(stage.stamps())) {
      long looked = System.nanoTime();
      long measured = 0;
      while (!over) {
        long asked = System.nanoTime();
        boolean ready = vitals.ready();
        long now = System.nanoTime();
        availability.add(now - looked, ready, now - asked);
        looked = now;
        read(stamps);
        if (now - measured > MEASURE_EVERY_NANOS) {
          vitals.measure();
          sizes.add(new Size(ledger.began(), stage.dataBytes()));
          measured = now;
        }
        LockSupport.parkNanos(LOOK_EVERY_NANOS);
      }
      read(stamps);
    } catch (Exception broken) {
      throw new IllegalStateException("nobody looked on to the end, so nothing is proved", broken);
    }
  }

  private void read(StampReader stamps) throws java.io.IOException {
    stamps.read((id, millis) -> {
      if (ledger.started(id, millis)) {
        room.release();
      }
    });
  }

  void end() {
    over = true;
  }

  Availability availability() {
    return availability;
  }

  Vitals vitals() {
    return vitals;
  }

  /** The size when a quarter, a half, three quarters and all of the tasks had begun. */
  List<Size> quarters() {
    if (sizes.isEmpty()) {
      return List.of();
    }
    long all = sizes.getLast().tasks();
    List<Size> found = new ArrayList<>();
    for (int quarter = 1; quarter <= 4; quarter++) {
      long least = all * quarter / 4;
      found.add(sizes.stream().filter(size -> size.tasks() >= least).findFirst().orElseThrow());
    }
    return found;
  }
}
