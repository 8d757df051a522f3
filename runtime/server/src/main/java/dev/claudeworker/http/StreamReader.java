package dev.claudeworker.http;

import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/** Lets one connection at a time read a stream: the newest, since a client that comes back has given up the one before. */
final class StreamReader {

  private final ReentrantLock reading = new ReentrantLock();

  /** Guarded by this. */
  private Optional<Thread> current = Optional.empty();

  /** Begins to read on this thread; whoever read before is interrupted. */
  void take() throws InterruptedException {
    synchronized (this) {
      current.ifPresent(Thread::interrupt);
      current = Optional.of(Thread.currentThread());
    }
    reading.lockInterruptibly();
  }

  /** Ends what {@link #take} began. True if nobody reads now. */
  boolean leave() {
    reading.unlock();
    synchronized (this) {
      if (current.equals(Optional.of(Thread.currentThread()))) {
        current = Optional.empty();
      }
      return current.isEmpty();
    }
  }
}
