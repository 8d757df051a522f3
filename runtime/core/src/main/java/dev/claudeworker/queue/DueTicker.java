package dev.claudeworker.queue;

import static dev.claudeworker.dag.OrchestrationTransition.TIME_RAN_OUT;
import static dev.claudeworker.queue.TaskTransition.READY;

import dev.claudeworker.event.EventDrafts;
import dev.claudeworker.loop.Loop;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.dag.Orchestration;
import dev.claudeworker.spi.storage.GateChange;
import dev.claudeworker.spi.storage.OrchestrationMove;
import dev.claudeworker.spi.storage.Storage;
import dev.claudeworker.spi.storage.TaskMove;
import dev.claudeworker.spi.storage.Unit;
import dev.claudeworker.spi.task.Gate;
import dev.claudeworker.spi.task.Task;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * Makes waiting tasks due when their time has come, opens gates and ends orchestrations whose time has come. It sleeps until the next such
 * moment, of which it is told as it is written. Gates that are past their time hold nothing back even before this.
 */
public final class DueTicker implements DueTimes {

  private static final int BATCH = 500;

  private final Storage storage;
  private final GroupCommitter committer;
  private final RunningTasks running;
  private final ClaimOrder order;
  private final InstantSource clock;
  private final String actor;
  private final Duration pollEvery;
  private final Loop loop = new Loop("due ticker", this::round);

  /** The moment of the next round, as far as it knows. */
  private volatile Instant planned = Instant.MIN;

  /** A ticker that has not started. It looks at least every {@code pollEvery}, as a safety net. */
  public DueTicker(
      Storage storage,
      GroupCommitter committer,
      RunningTasks running,
      ClaimOrder order,
      InstantSource clock,
      String actor,
      Duration pollEvery) {
    this.storage = storage;
    this.committer = committer;
    this.running = running;
    this.order = order;
    this.clock = clock;
    this.actor = actor;
    this.pollEvery = pollEvery;
  }

  /** Begins. */
  public void start() {
    loop.start();
  }

  /** Ends, and returns when it has. */
  public void stop() {
    loop.stop();
  }

  @Override
  public void note(Instant due) {
    if (due.isBefore(planned)) {
      loop.wake();
    }
  }

  /** Moves everything whose time has come, and says how long to wait. */
  Duration round() {
    // Whatever is noted from here on must wake the loop, since the reads below may not see it.
    planned = Instant.MAX;
    tick();
    Instant now = clock.instant();
    Instant next =
        Stream.concat(storage.nextDue().stream(), storage.gates().stream().flatMap(gate -> gate.until().stream()))
            .min(Instant::compareTo)
            .orElse(Instant.MAX);
    Instant latest = now.plus(pollEvery);
    planned = next.isBefore(latest) ? next : latest;
    return Duration.between(now, planned);
  }

  /** Moves everything whose time has come; returns when it is durable. */
  public void tick() {
    openGates();
    endOrchestrations();
    List<Task> due = due();
    while (!due.isEmpty()) {
      var ahead = new PendingAhead(storage.graphs());
      commit(due.stream().map(task -> ready(task, ahead)).toList());
      due = due.size() < BATCH ? List.of() : due();
    }
  }

  private List<Task> due() {
    return storage.due(clock.instant(), BATCH);
  }

  private void openGates() {
    Instant now = clock.instant();
    List<Gate> over = storage.gates().stream().filter(gate -> !gate.isClosedAt(now)).toList();
    commit(over.stream().<Unit>map(gate -> open(gate, now)).toList());
  }

  private void endOrchestrations() {
    List<Orchestration> over = storage.graphs().due(clock.instant(), BATCH);
    commit(over.stream().map(this::timeOut).toList());
    over.forEach(orchestration -> running.cancelAll(orchestration.id(), false));
  }

  private Unit timeOut(Orchestration orchestration) {
    Instant now = clock.instant();
    var by = new Requester(actor, orchestration.origin().correlationId());
    var data = JsonObject.EMPTY.with("status", TIME_RAN_OUT.to().word());
    var event =
        EventDrafts.orchestration(
            TIME_RAN_OUT.eventType(), orchestration.project(), actor, by.correlationId(), now, data);
    var move =
        new OrchestrationMove(
            orchestration.id(), TIME_RAN_OUT.from(), TIME_RAN_OUT.to(), now, Optional.empty(),
            Optional.of(RestMoves.cancel(orchestration, by, now)), List.of(event));
    return new Unit.MoveOrchestration(move, OptionalLong.empty());
  }

  private Unit open(Gate gate, Instant now) {
    var event = EventDrafts.gateOpened(gate.scope(), gate.code(), actor, actor, now);
    return new Unit.ChangeGate(new GateChange.Open(gate.scope(), gate.code(), event));
  }

  private Unit ready(Task task, PendingAhead ahead) {
    Instant now = clock.instant();
    var data = JsonObject.EMPTY.with("status", READY.to().word());
    var event = EventDrafts.task(READY.eventType(), task.settings(), actor, now, data);
    var move =
        new MoveByRequest(task, now, event).to(READY, order.of(task, task.times().due().orElse(now), ahead.of(task)));
    return new Unit.Move(withText(move), OptionalLong.empty());
  }

  // Tasks that continue something are few; only they cost another read.
  private TaskMove withText(TaskMove move) {
    if (move.continuation().isEmpty()) {
      return move;
    }
    return new TaskMove(
        move.task(),
        move.from(),
        move.to(),
        move.waitReason(),
        move.due(),
        move.claimOrder(),
        move.counters(),
        storage.continuation(move.task()),
        move.failure(),
        move.result(),
        move.skippedBecauseOf(),
        move.at(),
        move.events());
  }

  // Refusals are fine: someone else was faster, and what is still due is found again.
  private void commit(List<Unit> units) {
    List<FutureCommit> commits = units.stream().map(FutureCommit::new).toList();
    commits.forEach(committer::enqueue);
    commits.forEach(FutureCommit::await);
  }
}
