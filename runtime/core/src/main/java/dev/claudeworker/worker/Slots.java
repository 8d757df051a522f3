package dev.claudeworker.worker;

import java.util.concurrent.atomic.AtomicInteger;

/** The places in which attempts run. A place is taken from the claim to the end of the execution. */
final class Slots {

  private final AtomicInteger taken = new AtomicInteger();
  private volatile int size;

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

  /** How many more attempts may begin; adopted ones may take more places than there are. */
  int free() {
    return Math.max(0, size - taken.get());
  }

  void take() {
    taken.incrementAndGet();
  }

  void give() {
    taken.decrementAndGet();
  }
}
