package dev.claudeworker.worker;

import java.util.concurrent.atomic.AtomicInteger;

/** The places in which attempts run. A place is taken from the claim to the end of the execution. */
final class Slots {

  private static final int UNLIMITED = Integer.MAX_VALUE;

  private final AtomicInteger taken = new AtomicInteger();

  /** So many attempts may still begin until somebody allows more. */
  private final AtomicInteger starts = new AtomicInteger(UNLIMITED);

  private volatile int size;
  private volatile boolean held;

  Slots(int size) {
    this.size = size;
  }

  void resize(int slots) {
    WorkerSettings.checkSlots(slots);
    size = slots;
  }

  int size() {
    return size;
  }

  int taken() {
    return taken.get();
  }

  /** Places that nobody has; adopted attempts may take more places than there are. */
  int vacant() {
    return Math.max(0, size - taken.get());
  }

  /** How many more attempts may begin now. */
  int free() {
    return held ? 0 : Math.min(vacant(), Math.max(0, starts.get()));
  }

  /** Lets nothing begin until told otherwise. */
  void hold(boolean hold) {
    held = hold;
  }

  /** From now until the next call, only so many attempts may begin. */
  void allowStarts(int count) {
    starts.set(count);
  }

  void allowAllStarts() {
    starts.set(UNLIMITED);
  }

  /** For an attempt that begins. */
  void takeForStart() {
    take();
    starts.updateAndGet(left -> left == UNLIMITED ? left : left - 1);
  }

  /** For an attempt that goes on. */
  void take() {
    taken.incrementAndGet();
  }

  void give() {
    taken.decrementAndGet();
  }
}
