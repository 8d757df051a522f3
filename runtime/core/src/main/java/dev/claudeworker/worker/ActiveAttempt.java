package dev.claudeworker.worker;

import dev.claudeworker.spi.executor.EndCause;
import dev.claudeworker.spi.executor.ProcessStartException;
import dev.claudeworker.spi.storage.ClaimedTask;
import dev.claudeworker.spi.task.Progress;
import dev.claudeworker.spi.task.TaskId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** What this server knows about an attempt whose end is not stored yet. Safe for use from any thread. */
final class ActiveAttempt {

  /** Whoever runs it. Quick, from any thread. */
  interface Owner {

    /** Something has to be done about it earlier than was known. */
    void timesChanged(ActiveAttempt attempt);

    /** Its executor does not return. */
    void giveUp(ActiveAttempt attempt);
  }

  private final Owner owner;
  private final ClaimedTask claimed;
  private final boolean adopted;
  private final AttemptControl control;
  private final InstantSource elapsed;
  private final Instant deadline;
  private final AtomicReference<@Nullable Progress> unwritten = new AtomicReference<>();
  private volatile @Nullable Progress latest;
  private volatile @Nullable String savedReference;
  private volatile ProcessStartException.@Nullable Reason childGone;
  private volatile boolean cancelRequested;
  private volatile boolean released;
  private volatile boolean leaseLost;

  /**
   * Begins or goes on with one.
   *
   * @param used how much of its time has passed
   * @param elapsed the time by which its timeout runs
   */
  ActiveAttempt(
      ClaimedTask claimed, boolean adopted, Duration used, AttemptControl control, Owner owner,
      InstantSource elapsed) {
    this.owner = owner;
    this.claimed = claimed;
    this.adopted = adopted;
    this.control = control;
    this.cancelRequested = claimed.task().state().cancelRequested();
    this.savedReference = claimed.attempt().resumeReference().orElse(null);
    Duration timeout = claimed.task().settings().timeout();
    this.elapsed = elapsed;
    this.deadline = timeout.isZero() ? Instant.MAX : elapsed.instant().plus(timeout).minus(used);
  }

  ClaimedTask claimed() {
    return claimed;
  }

  TaskId task() {
    return claimed.task().id();
  }

  boolean adopted() {
    return adopted;
  }

  AttemptControl control() {
    return control;
  }

  /** The account whose limits it uses, as gates and claims name it. */
  String account() {
    var settings = claimed.task().settings();
    return settings.executor() + "/" + settings.account();
  }

  /** When something has to be done about it by itself: its timeout, or the next step of its end. */
  Instant nextCheck() {
    Instant step = control.nextStep();
    return control.cause().isEmpty() && deadline.isBefore(step) ? deadline : step;
  }

  /** Does what is due. */
  void check(Instant now) {
    if (!now.isBefore(deadline)) {
      control.end(EndCause.TIMEOUT, false, now);
    }
    if (control.step(now)) {
      owner.giveUp(this);
    }
  }

  void cancel(boolean force) {
    cancelRequested = true;
    end(EndCause.CANCELLED, force);
  }

  void loseLease() {
    leaseLost = true;
    end(EndCause.LEASE_LOST, false);
  }

  private void end(EndCause cause, boolean force) {
    control.end(cause, force, elapsed.instant());
    owner.timesChanged(this);
  }

  /** Gives it back to the queue as if it had not been begun. */
  void release() {
    released = true;
    end(EndCause.EXECUTOR, false);
  }

  void markReleased() {
    released = true;
  }

  void markCancelRequested() {
    cancelRequested = true;
  }

  boolean isCancelRequested() {
    return cancelRequested;
  }

  boolean isReleased() {
    return released;
  }

  boolean isLeaseLost() {
    return leaseLost;
  }

  void progress(Progress progress) {
    latest = progress;
    unwritten.set(progress);
  }

  Optional<Progress> latestProgress() {
    return Optional.ofNullable(latest);
  }

  /** The latest progress if it was not taken before. */
  Optional<Progress> takeUnwrittenProgress() {
    return Optional.ofNullable(unwritten.getAndSet(null));
  }

  void savedReference(String reference) {
    savedReference = reference;
  }

  Optional<String> savedReference() {
    return Optional.ofNullable(savedReference);
  }

  void childGone(ProcessStartException.Reason reason) {
    childGone = reason;
  }

  Optional<ProcessStartException.Reason> childGone() {
    return Optional.ofNullable(childGone);
  }

  RunningTask status() {
    return new RunningTask(
        task(),
        claimed.attempt().number(),
        claimed.task().settings().executor(),
        claimed.attempt().started(),
        adopted,
        control.cause());
  }
}
