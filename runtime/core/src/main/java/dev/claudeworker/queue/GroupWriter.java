package dev.claudeworker.queue;

import dev.claudeworker.dag.DagScheduler;
import dev.claudeworker.event.CommittedEvents;
import dev.claudeworker.spi.WorkerException;
import dev.claudeworker.spi.storage.ClaimRequest;
import dev.claudeworker.spi.storage.DependentTask;
import dev.claudeworker.spi.storage.DownstreamRule;
import dev.claudeworker.spi.storage.Group;
import dev.claudeworker.spi.storage.GroupResult;
import dev.claudeworker.spi.storage.OrchestrationMove;
import dev.claudeworker.spi.storage.OrchestrationProgress;
import dev.claudeworker.spi.storage.Storage;
import dev.claudeworker.spi.storage.StorageErrors;
import dev.claudeworker.spi.storage.TaskMove;
import dev.claudeworker.spi.storage.Unit;
import dev.claudeworker.spi.storage.UnitResult;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes one group and tells everyone, in this order: claimed tasks start, callers get their answers,
 * events are published. */
public final class GroupWriter {

  private static final Logger log = LoggerFactory.getLogger(GroupWriter.class);

  private final Storage storage;
  private final InstantSource clock;
  private final ClaimOrder order;
  private final CommittedEvents events;
  private final DueTimes dueTimes;
  private final ClaimSource claims;

  /** Wires the parts. */
  public GroupWriter(
      Storage storage,
      InstantSource clock,
      ClaimOrder order,
      CommittedEvents events,
      DueTimes dueTimes,
      ClaimSource claims) {
    this.storage = storage;
    this.clock = clock;
    this.order = order;
    this.events = events;
    this.dueTimes = dueTimes;
    this.claims = claims;
  }

  /** Writes a group; answers why it could not be, and then tells nobody. */
  Optional<WorkerException> write(PendingGroup pending) {
    Optional<ClaimRequest> claim = pending.claim() ? claims.nextClaim() : Optional.empty();
    // After a failure an empty group goes out too, to see whether the storage answers again.
    if (pending.commits().isEmpty() && claim.isEmpty() && !pending.afterTrouble()) {
      return Optional.empty();
    }
    List<Unit> units = pending.commits().stream().map(Commit::unit).toList();
    GroupResult result;
    try {
      result = storage.apply(new Group(units, new NotingRule(), claim));
      requireResults(units, result);
    } catch (RuntimeException | Error e) {
      return Optional.of(failure(e, pending));
    }
    tell(pending, units, result);
    return Optional.empty();
  }

  private void tell(PendingGroup pending, List<Unit> units, GroupResult result) {
    if (pending.afterTrouble()) {
      log.info("The storage works again.");
      claims.storageRecovered();
    }
    claims.claimed(result.claimed());
    units.forEach(dueTimes::noteUnit);
    for (int i = 0; i < units.size(); i++) {
      done(pending.commits().get(i), result.results().get(i));
    }
    events.publish(result.events());
    if (pending.afterTrouble()) {
      events.catchUp();
    }
  }

  // One caller's fault must not leave the others of the group without their answers.
  private static void done(Commit commit, UnitResult result) {
    try {
      commit.done(result);
    } catch (RuntimeException | Error e) {
      log.error("The result of {} could not be handled", commit.unit().getClass().getSimpleName(), e);
    }
  }

  private static void requireResults(List<Unit> units, GroupResult result) {
    if (result.results().size() != units.size()) {
      throw new IllegalStateException(
          "the storage answered " + result.results().size() + " results for " + units.size() + " units");
    }
  }

  private static WorkerException failure(Throwable e, PendingGroup pending) {
    long kept = pending.commits().stream().filter(Commit::kept).count();
    log.warn(
        "The storage failed: {}. Nothing is claimed until it works again; {} finished attempts are kept and tried again.",
        e.getMessage(), kept, e);
    return e instanceof WorkerException known
        ? known
        : new WorkerException(
            StorageErrors.UNAVAILABLE,
            "The storage failed: " + e.getMessage(),
            "See the server's log; the request can be repeated safely.",
            e);
  }

  /** The rule for one group, which also notes when something becomes due by itself. */
  private final class NotingRule implements DownstreamRule {

    private final Instant now = clock.instant();
    private final DagScheduler rule = new DagScheduler(order, now);

    @Override
    public List<TaskMove> decide(List<DependentTask> dependents) {
      List<TaskMove> moves = rule.decide(dependents);
      moves.forEach(dueTimes::noteMove);
      return moves;
    }

    @Override
    public Optional<OrchestrationMove> settle(OrchestrationProgress progress) {
      Optional<OrchestrationMove> move = rule.settle(progress);
      move.flatMap(OrchestrationMove::deadline).ifPresent(dueTimes::note);
      return move;
    }
  }
}
