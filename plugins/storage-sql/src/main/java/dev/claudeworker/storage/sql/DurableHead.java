package dev.claudeworker.storage.sql;

import java.util.concurrent.atomic.AtomicLong;

/** Number of the last event that is known to be durable; readers stop there where commits show earlier than that. */
final class DurableHead {

  private final AtomicLong last;

  DurableHead(long last) {
    this.last = new AtomicLong(last);
  }

  void moveTo(long sequence) {
    last.accumulateAndGet(sequence, Math::max);
  }

  long last() {
    return last.get();
  }
}
