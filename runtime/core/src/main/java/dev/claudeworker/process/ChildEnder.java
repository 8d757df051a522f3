package dev.claudeworker.process;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ends a child: a polite signal to its group, a grace period, then the hard signal to everything of the attempt. The shell
 * that runs the child is spared at first, so that it can still write down the exit status.
 */
final class ChildEnder {

  private final long shell;
  private final AttemptProcesses processes;
  private final Signals signals;
  private final ProcessSettings settings;
  private final CountDownLatch over = new CountDownLatch(1);

  ChildEnder(long shell, AttemptProcesses processes, Signals signals, ProcessSettings settings) {
    this.shell = shell;
    this.processes = processes;
    this.signals = signals;
    this.settings = settings;
  }

  /** Returns at once. A later call with a shorter grace period overtakes an earlier one. */
  void end(Duration grace) {
    if (over.getCount() > 0) {
      Thread.ofVirtual().name("end-child-" + shell).start(() -> endNow(grace));
    }
  }

  /** There is nothing to end any more, or nobody to do it. */
  void over() {
    over.countDown();
  }

  private void endNow(Duration grace) {
    long deadline = System.nanoTime() + grace.toNanos();
    try {
      if (!ask(deadline) && !isOverUntil(deadline)) {
        kill();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /** Asks the child and its group once it is there. Its shell is not asked: it ends with the child. */
  private boolean ask(long deadline) throws InterruptedException {
    boolean asked = false;
    boolean ended = false;
    while (!asked && !ended && System.nanoTime() - deadline < 0) {
      var group = processes.startedPrograms();
      group.forEach(signals::terminate);
      asked = !group.isEmpty();
      ended = !asked && isOverWithin(settings.shortestPoll());
    }
    return ended;
  }

  private void kill() throws InterruptedException {
    long spareShellUntil = System.nanoTime() + settings.killWait().toNanos();
    do {
      boolean spared = System.nanoTime() - spareShellUntil < 0;
      processes.census()
          .found()
          .stream()
          .filter(process -> !spared || process.pid() != shell)
          .forEach(signals::kill);
    } while (!isOverWithin(settings.shortestPoll()));
  }

  private boolean isOverUntil(long deadline) throws InterruptedException {
    return over.await(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
  }

  private boolean isOverWithin(Duration limit) throws InterruptedException {
    return over.await(limit.toNanos(), TimeUnit.NANOSECONDS);
  }
}
