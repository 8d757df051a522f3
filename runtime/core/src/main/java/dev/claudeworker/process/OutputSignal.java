package dev.claudeworker.process;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Tells those who follow a child's output that there may be more, or that no more will come. */
final class OutputSignal {

  /** Where the output stands. */
  enum State {
    GROWING,
    /** The child has ended; all it wrote is in the files. */
    COMPLETE,
    /** Nobody watches the child any more; it may go on writing. */
    ABANDONED
  }

  /**
   * A look at the output, taken before reading: what is raised after it, is news.
   *
   * @param state where it stands
   * @param changes how often something was raised
   */
  record Look(State state, long changes) {}

  // Guards the field below and is never held while anything else is done.
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private Look current = new Look(State.GROWING, 0);

  Look look() {
    lock.lock();
    try {
      return current;
    } finally {
      lock.unlock();
    }
  }

  void raise() {
    raise(State.GROWING);
  }

  /** Raises a final state; the first one stays. */
  void raise(State state) {
    lock.lock();
    try {
      current = new Look(current.state() == State.GROWING ? state : current.state(), current.changes() + 1);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  void awaitNews(Look last) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (current.equals(last)) {
        changed.await();
      }
    } finally {
      lock.unlock();
    }
  }
}
