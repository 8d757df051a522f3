package dev.claudeworker.worker;

import java.time.Duration;
import java.util.function.Predicate;

/** What becomes of running attempts when the server stops. */
final class Shutdown {

  private final RunningAttempts running;
  private final ExecutorCatalog executors;
  private final Duration margin;
  private int leftRunning;

  Shutdown(RunningAttempts running, ExecutorCatalog executors, Duration margin) {
    this.running = running;
    this.executors = executors;
    this.margin = margin;
  }

  /** Deals with all attempts; what cannot be ended in time is left running and let go of. */
  void endAttempts(StopMode mode, Duration atMost) {
    switch (mode) {
      case LEAVE_RUNNING -> release(attempt -> !isReattachable(attempt), atMost);
      case DRAIN -> running.awaitNone(attempt -> true, atMost);
      case FORCE -> release(attempt -> true, atMost);
    }
    leftRunning += (int) running.all().stream().filter(this::isReattachable).count();
    running.all().forEach(attempt -> attempt.control().detach());
    running.awaitNone(attempt -> true, margin);
  }

  /** How many attempts were let go of while they ran. */
  int leftRunning() {
    return leftRunning;
  }

  private void release(Predicate<ActiveAttempt> which, Duration atMost) {
    running.all().stream().filter(which).forEach(attempt -> attempt.release());
    running.awaitNone(which, atMost);
  }

  private boolean isReattachable(ActiveAttempt attempt) {
    return executors
        .find(attempt.claimed().task().settings().executor())
        .filter(registered -> registered.executor().reattachable())
        .isPresent();
  }
}
