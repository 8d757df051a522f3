package dev.claudeworker.worker;

import dev.claudeworker.outcome.AttemptFacts;
import dev.claudeworker.outcome.Decision;
import dev.claudeworker.outcome.Failures;
import dev.claudeworker.outcome.OutcomeDecider;
import dev.claudeworker.queue.Commit;
import dev.claudeworker.queue.GroupCommitter;
import dev.claudeworker.spi.WorkerException;
import dev.claudeworker.spi.storage.GateChange;
import dev.claudeworker.spi.storage.Refusal;
import dev.claudeworker.spi.storage.Unit;
import dev.claudeworker.spi.storage.UnitResult;
import dev.claudeworker.spi.task.AttemptOutcome;
import dev.claudeworker.spi.task.Failure;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stores the end of an attempt, and decides anew if the storage knows something that the decision did not. */
final class AttemptFinisher {

  private static final Logger log = LoggerFactory.getLogger(AttemptFinisher.class);

  private final GroupCommitter committer;
  private final OutcomeDecider decider;
  private final Circuits circuits;
  private final RunningAttempts running;
  private final InstantSource clock;
  private final RandomGenerator random;

  AttemptFinisher(
      GroupCommitter committer,
      OutcomeDecider decider,
      Circuits circuits,
      RunningAttempts running,
      InstantSource clock,
      RandomGenerator random) {
    this.committer = committer;
    this.decider = decider;
    this.circuits = circuits;
    this.running = running;
    this.clock = clock;
    this.random = random;
  }

  /** Hands in the end; the attempt is forgotten once it is durable. */
  void finish(ActiveAttempt attempt, AttemptOutcome outcome) {
    Decision decision = decide(attempt, outcome);
    List<GateChange> gates = new ArrayList<>(decision.gates());
    String why = decision.move().failure().map(Failure::message).orElse("");
    circuits
        .after(attempt.claimed().task().settings(), decision.signal(), why, decision.end().at())
        .ifPresent(gates::add);
    committer.enqueue(new FinishCommit(attempt, outcome, finish(attempt, decision, gates), Attempted.FIRST));
  }

  private Decision decide(ActiveAttempt attempt, AttemptOutcome outcome) {
    Instant now = clock.instant();
    var facts =
        new AttemptFacts(
            attempt.control().cause(),
            attempt.isCancelRequested(),
            attempt.isReleased(),
            attempt.adopted(),
            attempt.childGone(),
            attempt.savedReference(),
            now,
            random.nextDouble());
    return decider.decide(attempt.claimed(), outcome, facts);
  }

  private static Unit.Finish finish(ActiveAttempt attempt, Decision decision, List<GateChange> gates) {
    return new Unit.Finish(attempt.claimed().lease(), decision.end(), decision.move(), gates);
  }

  private void decideAgain(ActiveAttempt attempt, AttemptOutcome outcome) {
    Decision decision = decide(attempt, outcome);
    committer.enqueue(
        new FinishCommit(attempt, outcome, finish(attempt, decision, decision.gates()), Attempted.AGAIN));
  }

  private enum Attempted {
    FIRST,
    AGAIN
  }

  /** The end of an attempt on its way to the storage. */
  private final class FinishCommit implements Commit {

    private final ActiveAttempt attempt;
    private final AttemptOutcome outcome;
    private final Unit.Finish unit;
    private final Attempted attempted;

    FinishCommit(ActiveAttempt attempt, AttemptOutcome outcome, Unit.Finish unit, Attempted attempted) {
      this.attempt = attempt;
      this.outcome = outcome;
      this.unit = unit;
      this.attempted = attempted;
    }

    @Override
    public Unit unit() {
      return unit;
    }

    @Override
    public boolean kept() {
      return true;
    }

    @Override
    public void done(UnitResult result) {
      switch (result) {
        case UnitResult.Applied applied -> running.remove(attempt);
        case UnitResult.AlreadyApplied before -> running.remove(attempt);
        case UnitResult.LeaseLost lost -> dropped("its lease was lost");
        case UnitResult.Refused(var refusal, var message) -> refused(refusal, message);
        case UnitResult.TakenOver other -> dropped("the storage gave a wrong answer: " + other);
      }
    }

    private void refused(Refusal refusal, String message) {
      if (attempted == Attempted.AGAIN) {
        dropped("the storage refused it: " + refusal + " " + message);
      } else if (refusal == Refusal.CANCEL_REQUESTED) {
        attempt.markCancelRequested();
        decideAgain(attempt, outcome);
      } else if (refusal == Refusal.INVALID) {
        log.error("The result of task {} was refused by the storage: {}", attempt.task(), message);
        decideAgain(attempt, new AttemptOutcome.Failed(Failures.resultRefused(message), outcome.usage()));
      } else {
        dropped("the storage refused it: " + refusal + " " + message);
      }
    }

    @Override
    public void failed(WorkerException failure) {
      running.remove(attempt);
      log.error(
          "The end of task {} attempt {} could not be stored before the server stopped ({}). The next start adopts the"
              + " attempt or counts it as lost.",
          attempt.task(), attempt.claimed().attempt().number(), failure.getMessage());
    }

    private void dropped(String why) {
      running.remove(attempt);
      log.warn(
          "The result of task {} attempt {} is dropped: {}", attempt.task(), attempt.claimed().attempt().number(), why);
    }
  }
}
