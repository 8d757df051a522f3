package dev.claudeworker.worker;

import dev.claudeworker.spi.executor.ChildProcess;
import dev.claudeworker.spi.executor.EndCause;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Ends a running attempt: first politely, by its child or, if it has none, by an interrupt; then by an interrupt in any case;
 * then by giving its thread up. The child's own hard end after the grace period is the process room's work.
 */
final class AttemptControl {

  private enum Stage {
    RUNNING,
    ASKED,
    INTERRUPTED,
    OVER
  }

  private final Duration grace;
  private final Duration margin;
  private final boolean adopted;

  /** Guards all fields below. Held during calls of the child, which return at once. */
  private final ReentrantLock lock = new ReentrantLock();

  private Stage stage = Stage.RUNNING;
  private @Nullable EndCause cause;
  private @Nullable ChildProcess child;
  private @Nullable Thread thread;
  private Instant nextStep = Instant.MAX;
  private boolean detached;
  private Duration childGrace;

  AttemptControl(Duration grace, Duration margin, boolean adopted) {
    this.grace = grace;
    this.margin = margin;
    this.adopted = adopted;
    this.childGrace = grace;
  }

  /** The thread begins to run the executor; from now on it may be interrupted. */
  void enter(Thread current) {
    lock.lock();
    try {
      thread = current;
      if (cause != null && !isChildToBeFound()) {
        current.interrupt();
      }
    } finally {
      lock.unlock();
    }
  }

  /** The executor has returned, or its thread was given up: whoever comes first gets true. No interrupt comes after this. */
  boolean leave() {
    lock.lock();
    try {
      boolean first = stage != Stage.OVER;
      stage = Stage.OVER;
      thread = null;
      nextStep = Instant.MAX;
      return first;
    } finally {
      lock.unlock();
    }
  }

  /** The attempt has a child now; it is ended at once if the attempt is being ended. */
  void childStarted(ChildProcess started) {
    lock.lock();
    try {
      child = started;
      if (cause != null && !detached) {
        started.end(cause, childGrace);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Whether it has had a child, whatever became of that. */
  boolean hasChild() {
    lock.lock();
    try {
      return child != null;
    } finally {
      lock.unlock();
    }
  }

  /** Begins to end it. The first cause stays; a later call can only make the end quicker. */
  void end(EndCause why, boolean force, Instant now) {
    lock.lock();
    try {
      boolean first = cause == null;
      if (stage == Stage.OVER || (!first && !force)) {
        return;
      }
      cause = first ? why : cause;
      childGrace = force ? Duration.ZERO : grace;
      stage = Stage.ASKED;
      nextStep = now.plus(childGrace).plus(margin);
      askToEnd(why);
    } finally {
      lock.unlock();
    }
  }

  private void askToEnd(EndCause why) {
    if (child != null) {
      child.end(why, childGrace);
    } else if (thread != null && !isChildToBeFound()) {
      thread.interrupt();
    }
  }

  /** Whoever is to find the child of an adopted attempt is not interrupted: it has to be found to be ended. */
  private boolean isChildToBeFound() {
    return adopted && child == null;
  }

  /** Takes the next step of an end that is under way; true if the attempt is to be given up now. */
  boolean step(Instant now) {
    lock.lock();
    try {
      if (now.isBefore(nextStep)) {
        return false;
      }
      if (stage == Stage.ASKED) {
        stage = Stage.INTERRUPTED;
        nextStep = now.plus(margin);
        interrupt();
        return false;
      }
      return stage == Stage.INTERRUPTED;
    } finally {
      lock.unlock();
    }
  }

  /** Lets go of the attempt without ending its child: its executor is interrupted and can do the child no harm. */
  void detach() {
    lock.lock();
    try {
      detached = true;
      interrupt();
    } finally {
      lock.unlock();
    }
  }

  private void interrupt() {
    if (thread != null) {
      thread.interrupt();
    }
  }

  boolean isDetached() {
    lock.lock();
    try {
      return detached;
    } finally {
      lock.unlock();
    }
  }

  Optional<EndCause> cause() {
    lock.lock();
    try {
      return Optional.ofNullable(cause);
    } finally {
      lock.unlock();
    }
  }

  /** Whether the executor has returned or was given up; what is left is to store the end. */
  boolean isOver() {
    lock.lock();
    try {
      return stage == Stage.OVER;
    } finally {
      lock.unlock();
    }
  }

  /** When the next step of an end is to be taken. */
  Instant nextStep() {
    lock.lock();
    try {
      return nextStep;
    } finally {
      lock.unlock();
    }
  }
}
