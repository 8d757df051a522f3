package dev.claudeworker.worker;

import dev.claudeworker.lease.HeldLeases;
import dev.claudeworker.queue.RunningTasks;
import dev.claudeworker.spi.dag.OrchestrationId;
import dev.claudeworker.spi.storage.Renewal;
import dev.claudeworker.spi.task.Lease;
import dev.claudeworker.spi.task.Progress;
import dev.claudeworker.spi.task.TaskId;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The attempts that this process runs or whose end it has not stored yet. */
final class RunningAttempts implements HeldLeases, RunningTasks {

  private static final Logger log = LoggerFactory.getLogger(RunningAttempts.class);

  private final ConcurrentHashMap<TaskId, ActiveAttempt> byTask = new ConcurrentHashMap<>();

  /** Only for {@link #awaitNone}; the map guards itself. */
  private final ReentrantLock lock = new ReentrantLock();

  private final Condition removed = lock.newCondition();
  private volatile boolean awaited;

  void add(ActiveAttempt attempt) {
    byTask.put(attempt.task(), attempt);
  }

  void remove(ActiveAttempt attempt) {
    byTask.remove(attempt.task(), attempt);
    if (awaited) {
      lock.lock();
      try {
        removed.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }

  /** Waits until no attempt of a kind is left, or the time is over. */
  void awaitNone(Predicate<ActiveAttempt> kind, Duration atMost) {
    lock.lock();
    try {
      awaited = true;
      long left = atMost.toNanos();
      while (left > 0 && byTask.values().stream().anyMatch(kind)) {
        left = removed.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  Collection<ActiveAttempt> all() {
    return byTask.values();
  }

  /** How many attempts of an account are being executed; one whose end is only to be stored uses nothing any more. */
  int of(String account) {
    return (int) byTask.values()
        .stream()
        .filter(attempt -> attempt.account().equals(account) && !attempt.control().isOver())
        .count();
  }

  @Override
  public List<Lease> leases() {
    return byTask.values().stream().filter(attempt -> !attempt.isLeaseLost()).map(a -> a.claimed().lease()).toList();
  }

  @Override
  public boolean holds(TaskId task) {
    return byTask.containsKey(task);
  }

  @Override
  public void overdue() {
    for (ActiveAttempt attempt : byTask.values()) {
      if (!attempt.isLeaseLost()) {
        log.warn(
            "Task {} attempt {} is ended: its lease could not be renewed in time, and another server may take the task",
            attempt.task(), attempt.claimed().attempt().number());
        attempt.loseLease();
      }
    }
  }

  @Override
  public void renewed(Renewal renewal) {
    Optional.ofNullable(byTask.get(renewal.lease().task()))
        .filter(attempt -> attempt.claimed().lease().token().equals(renewal.lease().token()))
        .ifPresent(attempt -> renewed(attempt, renewal));
  }

  private void renewed(ActiveAttempt attempt, Renewal renewal) {
    if (!renewal.held()) {
      log.warn("Task {} attempt {} has lost its lease and is ended; its result is dropped", attempt.task(),
          attempt.claimed().attempt().number());
      attempt.loseLease();
    } else if (renewal.cancelRequested() && !attempt.isCancelRequested()) {
      attempt.cancel(false);
    }
  }

  @Override
  public void cancel(TaskId task, boolean force) {
    Optional.ofNullable(byTask.get(task)).ifPresent(attempt -> attempt.cancel(force));
  }

  @Override
  public void cancelAll(OrchestrationId orchestration, boolean force) {
    byTask.values()
        .stream()
        .filter(attempt -> attempt.claimed().task().place().orchestration().filter(orchestration::equals).isPresent())
        .forEach(attempt -> attempt.cancel(force));
  }

  @Override
  public Optional<Progress> progress(TaskId task) {
    return Optional.ofNullable(byTask.get(task)).flatMap(ActiveAttempt::latestProgress);
  }
}
