package dev.claudeworker.worker;

import dev.claudeworker.event.EventDrafts;
import dev.claudeworker.fleet.Fleet;
import dev.claudeworker.fleet.Yielding;
import dev.claudeworker.lease.Heartbeat;
import dev.claudeworker.loop.Loop;
import dev.claudeworker.queue.ClaimOrder;
import dev.claudeworker.queue.ClaimSource;
import dev.claudeworker.queue.GroupCommitter;
import dev.claudeworker.queue.TaskTransition;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.storage.ClaimRequest;
import dev.claudeworker.spi.storage.ClaimedTask;
import dev.claudeworker.spi.storage.EventDraft;
import dev.claudeworker.spi.storage.LeaseHolder;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Fills free slots with due tasks. It asks for as many as there are free slots with every group that could have made
 * something due; the poll is only the safety net under those signals.
 */
final class Dispatcher implements ClaimSource, Worker {

  private final ExecutorCatalog executors;
  private final AttemptRunner runner;
  private final RunningAttempts running;
  private final Circuits circuits;
  private final Slots slots;
  private final SlotTuner tuner;
  private final Fleet fleet;
  private final Heartbeat heartbeat;
  private final GroupCommitter committer;
  private final InstantSource clock;
  private final LeaseHolder server;
  private final String actor;
  private final Duration leaseFor;
  private final ClaimOrder order;
  private final Supplier<UUID> ids;
  private final Runnable recovered;
  private final boolean shared;
  private final Duration pollEvery;
  private final Loop poll = new Loop("claim poll", this::poll);
  private final Loop yielded = new Loop("claim after yielding", this::claimWhatIsLeft);

  /** Only for the committer's thread, on which all calls of a {@link ClaimSource} come. */
  private final Yielding yielding;

  private volatile Instant yieldsUntil = Instant.MIN;

  /** How many tasks the last claim asked for, until its answer is there. */
  private int asked;

  private volatile boolean claiming;

  Dispatcher(
      CoreSettings settings,
      CoreParts parts,
      AttemptRunner runner,
      RunningAttempts running,
      Circuits circuits,
      Slots slots,
      SlotTuner tuner,
      Fleet fleet,
      Heartbeat heartbeat,
      GroupCommitter committer,
      String actor,
      Runnable recovered) {
    this.executors = parts.executors();
    this.runner = runner;
    this.running = running;
    this.circuits = circuits;
    this.slots = slots;
    this.tuner = tuner;
    this.fleet = fleet;
    this.heartbeat = heartbeat;
    this.yielding = new Yielding(settings.fleet().yieldFor());
    this.committer = committer;
    this.clock = parts.clock();
    this.server = parts.server();
    this.actor = actor;
    this.leaseFor = settings.lease().duration();
    this.order = settings.queue().order();
    this.ids = new RandomIds(parts.random());
    this.recovered = recovered;
    this.shared = parts.storage().info().isShared();
    this.pollEvery = settings.worker().lookEvery(shared);
  }

  /** Begins to claim. */
  void start() {
    claiming = true;
    poll.start();
    yielded.start();
  }

  /** Claims nothing any more. A claim that is on its way still starts its attempts. */
  void stop() {
    claiming = false;
    poll.stop();
    yielded.stop();
  }

  private Duration poll() {
    if (slots.free() > 0) {
      committer.wake();
    }
    return pollEvery;
  }

  @Override
  public Optional<ClaimRequest> nextClaim() {
    int free = slots.free();
    Set<String> names = executors.names();
    if (!claiming || free == 0 || names.isEmpty() || fleet.isReplaced() || (shared && heartbeat.isOverdue())) {
      return Optional.empty();
    }
    Instant now = clock.instant();
    if (yielding.yields(free, fleet.mostFreeElsewhere(), now)) {
      yieldsUntil = yielding.until();
      yielded.wake();
      return Optional.empty();
    }
    asked = free;
    return Optional.of(
        new ClaimRequest(
            server, free, leaseFor, names, fleet.placement(), circuits.limits(now, running::of), now, ids,
            task -> started(task, now)));
  }

  private Duration claimWhatIsLeft() {
    if (yieldsUntil.equals(Instant.MIN)) {
      return Loop.UNTIL_WOKEN;
    }
    Duration left = Duration.between(clock.instant(), yieldsUntil);
    if (left.isPositive()) {
      return left;
    }
    committer.wake();
    return Loop.UNTIL_WOKEN;
  }

  private List<EventDraft> started(ClaimedTask claimed, Instant now) {
    var data =
        JsonObject.EMPTY
            .with("status", TaskTransition.CLAIMED.to().word())
            .with("executor", claimed.task().settings().executor())
            .with("server", server.server())
            .with("queue_seconds", EventDrafts.seconds(order.due(claimed.task()), now));
    return List.of(
        EventDrafts.attempt(
            TaskTransition.CLAIMED.eventType(),
            claimed.task().settings(),
            claimed.attempt().number(),
            actor,
            now,
            data));
  }

  @Override
  public void claimed(List<ClaimedTask> tasks) {
    if (asked > 0) {
      yielding.claimed(asked, tasks.size());
      asked = 0;
    }
    tasks.forEach(runner::start);
    if (!tasks.isEmpty()) {
      tuner.attemptsBegin();
    }
  }

  @Override
  public void storageRecovered() {
    recovered.run();
  }

  @Override
  public void resize(int size) {
    tuner.fix(size);
    committer.wake();
  }

  @Override
  public void wake() {
    committer.wake();
  }

  @Override
  public WorkerStatus status() {
    var tasks =
        running.all().stream().map(ActiveAttempt::status).sorted(Comparator.comparing(RunningTask::task)).toList();
    Optional<String> trouble = trouble();
    return new WorkerStatus(slots.size(), tuner.auto(), tasks, trouble.isEmpty(), trouble);
  }

  /** Why nothing is claimed. */
  Optional<String> trouble() {
    if (fleet.isReplaced()) {
      return Optional.of("another server with the same id has started on this storage");
    }
    return claiming
        ? committer.trouble().map(failure -> "the storage fails: " + failure.getMessage())
        : Optional.of("the server is starting or stopping");
  }
}
