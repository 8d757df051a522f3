package dev.claudeworker.queue;

import dev.claudeworker.loop.Joining;
import dev.claudeworker.spi.WorkerException;
import dev.claudeworker.spi.storage.Unit;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that writes. Whatever is handed in while a group is on its way travels in the next group, and every group
 * takes the next claim along, so that the end of one attempt and the start of the next cost one transaction and one sync.
 *
 * <p>A platform thread: it spends its life in blocking file or socket calls that would pin a virtual thread's carrier.
 */
public final class GroupCommitter {

  private final QueueSettings settings;

  /** Guards all fields below. Never held during a call of the storage. */
  private final ReentrantLock lock = new ReentrantLock();

  private final Condition changed = lock.newCondition();
  private final CommitQueue queue = new CommitQueue();
  private boolean claimWanted;
  private boolean stopping;
  private int failuresInRow;
  private Optional<WorkerException> trouble = Optional.empty();
  private @Nullable Thread thread;

  /** A committer that has not started; what is handed in before waits. */
  public GroupCommitter(QueueSettings settings) {
    this.settings = settings;
  }

  /** Begins to write. Does nothing if it runs or was stopped. */
  public void start(GroupWriter writer) {
    lock.lock();
    try {
      if (thread == null && !stopping) {
        thread = Thread.ofPlatform().name("committer").daemon().start(() -> run(writer));
      }
    } finally {
      lock.unlock();
    }
  }

  /** Hands in a unit. Throws BUSY or STOPPING, unless the unit is kept. */
  public void enqueue(Commit commit) {
    if (commit.unit() instanceof Unit.Move move) {
      TaskTransitions.require(move.move());
    } else if (commit.unit() instanceof Unit.Finish finish) {
      TaskTransitions.require(finish.move());
    } else if (commit.unit() instanceof Unit.ChangeDependencies change) {
      TaskTransitions.require(change.waiting());
    }
    lock.lock();
    try {
      if (!commit.kept()) {
        refuseIfFull();
      }
      queue.add(commit);
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Asks for a claim, also if nothing else is to be written. */
  public void wake() {
    lock.lock();
    try {
      claimWanted = true;
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  /** What the storage said when it last failed; empty as long as it works. */
  public Optional<WorkerException> trouble() {
    lock.lock();
    try {
      return trouble;
    } finally {
      lock.unlock();
    }
  }

  /** Refuses new units, writes what was handed in before, once, and returns when its thread is gone. */
  public void stop() {
    Thread running;
    lock.lock();
    try {
      stopping = true;
      changed.signalAll();
      running = thread;
    } finally {
      lock.unlock();
    }
    if (running != null) {
      Joining.join(running);
    }
    refuseRest();
  }

  /** What was handed in although the thread never ran, or as it ended. */
  private void refuseRest() {
    List<Commit> rest;
    lock.lock();
    try {
      rest = queue.take(Integer.MAX_VALUE);
    } finally {
      lock.unlock();
    }
    rest.forEach(commit -> commit.failed(stopping()));
  }

  private static WorkerException stopping() {
    return new WorkerException(
        QueueErrors.STOPPING, "The server is stopping and takes no more changes.", "Try again when it runs again.");
  }

  private void refuseIfFull() {
    if (stopping) {
      throw stopping();
    }
    if (queue.refusable() >= settings.maxBacklog()) {
      throw new WorkerException(
          QueueErrors.BUSY,
          "More than " + settings.maxBacklog() + " changes wait for the storage (queue.max_backlog).",
          "Try again in a moment.");
    }
  }

  private static boolean mayMakeDue(Unit unit) {
    return switch (unit) {
      case Unit.Submit submit -> true;
      case Unit.Finish finish -> true;
      case Unit.Move move -> true;
      case Unit.ChangeGate gate -> true;
      case Unit.MoveOrchestration move -> true;
      case Unit.ChangeDependencies change -> true;
      case Unit.RequestCancel cancel -> false;
      case Unit.TakeOver takeOver -> false;
      case Unit.SaveResumeReference save -> false;
      case Unit.ChangePriority priority -> false;
      case Unit.Delete delete -> false;
      case Unit.DeleteOrchestration delete -> false;
    };
  }

  private void run(GroupWriter writer) {
    Optional<PendingGroup> next = next();
    while (next.isPresent()) {
      PendingGroup group = next.get();
      writer.write(group).ifPresentOrElse(failure -> failed(group, failure), this::succeeded);
      next = next();
    }
  }

  private Optional<PendingGroup> next() {
    lock.lock();
    try {
      awaitWork();
      if (stopping && queue.isEmpty()) {
        return Optional.empty();
      }
      boolean mayClaim = !stopping && (trouble.isEmpty() || queue.isEmpty());
      List<Commit> group = queue.take(settings.maxGroup());
      // Asked of the group itself: a unit that waits for the next one must take its claim along then.
      boolean claim = mayClaim && (claimWanted || group.stream().anyMatch(commit -> mayMakeDue(commit.unit())));
      claimWanted &= !claim;
      return Optional.of(new PendingGroup(group, claim, trouble.isPresent()));
    } finally {
      lock.unlock();
    }
  }

  /** Waits until there is something to write; after a failure, also until its pause is over or someone new asks. */
  private void awaitWork() {
    if (trouble.isPresent() && !stopping) {
      awaitNanos(pause().toNanos());
    }
    while (!stopping && queue.isEmpty() && !claimWanted) {
      changed.awaitUninterruptibly();
    }
  }

  private void awaitNanos(long nanos) {
    long left = nanos;
    int before = queue.refusable();
    while (left > 0 && !stopping && queue.refusable() == before) {
      try {
        left = changed.awaitNanos(left);
      } catch (InterruptedException ignored) {
        left = 0;
      }
    }
  }

  private Duration pause() {
    long doubled = settings.retryDelay().toMillis() << Math.min(failuresInRow - 1, 20);
    return Duration.ofMillis(Math.min(doubled, settings.maxRetryDelay().toMillis()));
  }

  private void succeeded() {
    lock.lock();
    try {
      claimWanted |= trouble.isPresent();
      trouble = Optional.empty();
      failuresInRow = 0;
    } finally {
      lock.unlock();
    }
  }

  private void failed(PendingGroup group, WorkerException failure) {
    List<Commit> kept = group.commits().stream().filter(Commit::kept).toList();
    boolean last;
    lock.lock();
    try {
      last = stopping;
      if (!last) {
        queue.putBack(kept);
      }
      claimWanted = true;
      trouble = Optional.of(failure);
      failuresInRow++;
    } finally {
      lock.unlock();
    }
    group.commits().stream().filter(commit -> last || !commit.kept()).forEach(commit -> commit.failed(failure));
  }
}
