package dev.claudeworker.worker;

import dev.claudeworker.outcome.Failures;
import dev.claudeworker.resource.SeenUse;
import dev.claudeworker.spi.ErrorCode;
import dev.claudeworker.spi.WorkerException;
import dev.claudeworker.spi.executor.ProcessStartException;
import dev.claudeworker.spi.storage.ClaimedTask;
import dev.claudeworker.spi.task.AttemptOutcome;
import dev.claudeworker.spi.task.Failure;
import dev.claudeworker.spi.task.Progress;
import dev.claudeworker.spi.task.Usage;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs each attempt on a virtual thread of its own, from the claim to the hand-over of its end. */
final class AttemptRunner implements ActiveAttempt.Owner {

  private static final Logger log = LoggerFactory.getLogger(AttemptRunner.class);

  private final ExecutorCatalog executors;
  private final AttemptServices services;
  private final RunningAttempts running;
  private final AttemptWatch watch;
  private final AttemptFinisher finisher;
  private final Slots slots;
  private final SeenUse seen;

  AttemptRunner(
      ExecutorCatalog executors,
      AttemptServices services,
      RunningAttempts running,
      AttemptWatch watch,
      AttemptFinisher finisher,
      Slots slots,
      SeenUse seen) {
    this.executors = executors;
    this.services = services;
    this.running = running;
    this.watch = watch;
    this.finisher = finisher;
    this.slots = slots;
    this.seen = seen;
  }

  /** Begins an attempt. Returns at once. */
  void start(ClaimedTask claimed) {
    begin(claimed, false);
  }

  /** Goes on with an attempt that an earlier run of this server began. Returns at once. */
  void adopt(ClaimedTask claimed) {
    begin(claimed, true);
  }

  /** Ends an attempt that cannot be gone on with. Returns at once. */
  void lose(ClaimedTask claimed, String why) {
    var attempt = attempt(claimed, true);
    running.add(attempt);
    finisher.finish(attempt, new AttemptOutcome.Lost(why, Usage.NONE));
  }

  private void begin(ClaimedTask claimed, boolean adopted) {
    var attempt = attempt(claimed, adopted);
    if (adopted) {
      slots.take();
    } else {
      slots.takeForStart();
    }
    running.add(attempt);
    Thread.ofVirtual().name("attempt " + claimed.task().id()).start(() -> run(attempt));
    watch.timesChanged(attempt);
  }

  private ActiveAttempt attempt(ClaimedTask claimed, boolean adopted) {
    var control = new AttemptControl(services.limits().gracePeriod(), services.settings().endMargin(), adopted);
    return new ActiveAttempt(claimed, adopted, adopted ? sinceStart(claimed) : Duration.ZERO, control, this,
        watch.elapsed());
  }

  /** What passed while no server watched can only be told by the clock, which may have been set meanwhile. */
  private Duration sinceStart(ClaimedTask claimed) {
    var passed = Duration.between(claimed.attempt().started(), services.clock().instant());
    return passed.isNegative() ? Duration.ZERO : passed;
  }

  private void run(ActiveAttempt attempt) {
    AttemptOutcome outcome = outcome(attempt);
    boolean first = attempt.control().leave();
    // What is left of an interrupt must not hit the hand-over.
    boolean _ = Thread.interrupted();
    if (first) {
      handOver(attempt, outcome);
    } else {
      log.warn("Task {}: an executor that had been given up has returned; what it says is dropped", attempt.task());
    }
  }

  @Override
  public void timesChanged(ActiveAttempt attempt) {
    watch.timesChanged(attempt);
  }

  // Its thread stays behind.
  @Override
  public void giveUp(ActiveAttempt attempt) {
    if (attempt.control().leave()) {
      log.error("Task {}: its executor does not return although it was interrupted; it is given up", attempt.task());
      handOver(attempt, new AttemptOutcome.Cancelled("its executor did not return", used(attempt)));
    }
  }

  private void handOver(ActiveAttempt attempt, AttemptOutcome outcome) {
    slots.give();
    seen.add(outcome.usage(), Duration.between(attempt.claimed().attempt().started(), services.clock().instant()));
    if (attempt.control().isDetached()) {
      running.remove(attempt);
    } else if (attempt.isLeaseLost()) {
      running.remove(attempt);
      log.warn("Task {}: the result is dropped, the lease was lost", attempt.task());
    } else {
      finisher.finish(attempt, outcome);
    }
  }

  private AttemptOutcome outcome(ActiveAttempt attempt) {
    String name = attempt.claimed().task().settings().executor();
    Optional<RegisteredExecutor> executor = executors.find(name);
    if (executor.isEmpty()) {
      // It was there when the task was claimed; the task waits until it comes back.
      attempt.markReleased();
      return new AttemptOutcome.Failed(Failures.executorGone(name), Usage.NONE);
    }
    if (attempt.adopted() && !Files.exists(services.directories().attempt(attempt.task(), number(attempt)))) {
      attempt.childGone(ProcessStartException.Reason.NEVER_STARTED);
      return new AttemptOutcome.Lost("it was claimed but never begun", Usage.NONE);
    }
    return execute(attempt, executor.get());
  }

  private AttemptOutcome execute(ActiveAttempt attempt, RegisteredExecutor executor) {
    try (var _ = new UntakenChild(attempt, services);
        var session = new AttemptSession(attempt, executor, services)) {
      attempt.control().enter(Thread.currentThread());
      services.taskDirectory().ensure(attempt.claimed().task());
      AttemptOutcome outcome = executor.executor().execute(session);
      noteEnd(attempt, session);
      return outcome;
    } catch (InterruptedException e) {
      return new AttemptOutcome.Cancelled("interrupted", used(attempt));
    } catch (WorkerException e) {
      return new AttemptOutcome.Failed(failure(e), used(attempt));
    } catch (Exception | Error e) {
      log.warn("Task {}: executor {} failed", attempt.task(), executor.name(), e);
      return new AttemptOutcome.Failed(Failures.executorFailed(executor.name(), e), used(attempt));
    }
  }

  private static void noteEnd(ActiveAttempt attempt, AttemptSession session) {
    attempt.control()
        .cause()
        .ifPresent(cause -> session.note("Ended by the worker: " + cause.name().toLowerCase(java.util.Locale.ROOT)));
  }

  private static Failure failure(WorkerException e) {
    ErrorCode code = e.errorCode();
    return new Failure(
        code, String.valueOf(e.getMessage()), e.suggestion(), dev.claudeworker.spi.JsonValue.JsonObject.EMPTY);
  }

  private static Usage used(ActiveAttempt attempt) {
    return attempt.latestProgress().map(Progress::usage).orElse(Usage.NONE);
  }

  private static int number(ActiveAttempt attempt) {
    return attempt.claimed().attempt().number();
  }
}
