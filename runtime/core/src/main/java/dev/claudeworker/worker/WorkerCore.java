package dev.claudeworker.worker;

import dev.claudeworker.attempt.AttemptDirectories;
import dev.claudeworker.attempt.ChildEnvironment;
import dev.claudeworker.event.CommittedEvents;
import dev.claudeworker.event.EventPublisher;
import dev.claudeworker.fleet.Fleet;
import dev.claudeworker.lease.Heartbeat;
import dev.claudeworker.lease.LeaseReaper;
import dev.claudeworker.outcome.OutcomeDecider;
import dev.claudeworker.process.ChildGuard;
import dev.claudeworker.queue.DueTicker;
import dev.claudeworker.queue.GroupCommitter;
import dev.claudeworker.queue.GroupWriter;
import dev.claudeworker.queue.OrchestrationQueue;
import dev.claudeworker.queue.StoredOrchestrationQueue;
import dev.claudeworker.queue.StoredTaskQueue;
import dev.claudeworker.queue.TaskQueue;
import dev.claudeworker.resource.MachineSampler;
import dev.claudeworker.resource.SeenUse;
import dev.claudeworker.spi.storage.Storage;
import dev.claudeworker.spi.task.Attempt;
import dev.claudeworker.spi.task.Gate;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.wait.OtherServerFacts;
import dev.claudeworker.wait.WaitFacts;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The assembled core: queue, worker and events over one storage. */
public final class WorkerCore {

  private static final Logger log = LoggerFactory.getLogger(WorkerCore.class);

  /** So many holders of a lane are named. */
  private static final int SHOWN_HOLDERS = 5;

  /** How long a server counts as alive that nobody else can ask, unless it says otherwise: so its disk can rest. */
  private static final Duration ALIVE_ALONE = Duration.ofMinutes(10);

  private final Storage storage;
  private final InstantSource clock;
  private final ExecutorCatalog executors;
  private final String serverId;
  private final AttemptDirectories directories;
  private final GroupCommitter committer;
  private final GroupWriter writer;
  private final CommittedEvents events;
  private final DueTicker dueTicker;
  private final RunningAttempts running;
  private final Slots slots;
  private final SlotTuner tuner;
  private final Circuits circuits;
  private final AttemptWatch watch;
  private final ProgressWriter progress;
  private final Heartbeat heartbeat;
  private final LeaseReaper reaper;
  private final Recovery recovery;
  private final Dispatcher dispatcher;
  private final OtherServers otherServers;
  private final Fleet fleet;
  private final Shutdown shutdown;
  private final TaskQueue queue;
  private final OrchestrationQueue orchestrations;
  private boolean started;

  /** Wires the parts; nothing runs before {@link #start}. */
  public WorkerCore(CoreSettings settings, CoreParts given) {
    this(settings, given, MachineSampler.ofThisMachine(given.home()));
  }

  WorkerCore(CoreSettings settings, CoreParts given, MachineSampler machine) {
    CoreParts parts = given.with(new MicrosecondClock(given.clock()));
    String actor = "server:" + parts.server().server();
    var order = settings.queue().order();
    var environment = new ChildEnvironment(settings.environment());
    storage = parts.storage();
    clock = parts.clock();
    executors = parts.executors();
    serverId = parts.server().server();
    directories = AttemptDirectories.of(parts.home(), storage.info().storeId());
    committer = new GroupCommitter(settings.queue());
    events = new CommittedEvents(settings.events(), storage::events);
    running = new RunningAttempts();
    boolean shared = storage.info().isShared();
    Duration lookEvery = settings.worker().lookEvery(shared);
    dueTicker = new DueTicker(storage, committer, running, order, clock, actor, lookEvery);
    slots = new Slots(settings.worker().slots());
    var seen = new SeenUse(settings.worker().resources().taskMemoryBytes());
    tuner = new SlotTuner(slots, running, seen, machine, settings.worker(), clock, committer::wake);
    circuits = new Circuits(settings.circuit(), actor);
    watch = new AttemptWatch(running, parts.elapsed());
    progress = new ProgressWriter(storage, running, settings.attempt().progressEvery());
    var decider = new OutcomeDecider(settings.suspension(), order, actor, settings.attempt().maxResultText());
    var finisher = new AttemptFinisher(committer, decider, circuits, running, clock, parts.random());
    var services =
        new AttemptServices(
            clock, committer, progress, parts.processes(), settings.limits(), directories,
            new UpstreamResults(storage, directories, settings.orchestration().maxResultReference()),
            new TaskDirectory(storage),
            new ServerEnvironment(environment, parts.serverEnvironment(), parts.home()), parts.queueAccess(),
            settings.attempt());
    var runner = new AttemptRunner(executors, services, running, watch, finisher, slots, seen);
    recovery = new Recovery(parts, committer, runner, actor, settings.lease().duration());
    fleet =
        new Fleet(
            storage, parts.server(), settings.fleet(), shared ? settings.lease().duration() : ALIVE_ALONE, slots::size,
            executors::names, clock);
    ChildGuard guard = parts.processes().guard();
    heartbeat =
        new Heartbeat(
            storage, running, settings.lease(),
            new Heartbeat.Others(
                shared ? fleet::announce : fleet::announceNews, guard::now, guard::keep, committer::wake),
            System::nanoTime);
    reaper = new LeaseReaper(storage, running, serverId, settings.lease(),
        shared ? settings.lease().lookEvery() : lookEvery, recovery::takeOver);
    dispatcher =
        new Dispatcher(settings, parts, runner, running, circuits, slots, tuner, fleet, heartbeat, committer, actor,
            reaper::wake);
    writer = new GroupWriter(storage, clock, order, events, dueTicker, dispatcher);
    otherServers = new OtherServers(storage, events, committer::wake, heartbeat::wake, fleet, circuits, actor);
    shutdown = new Shutdown(running, executors, settings.attempt().endMargin());
    var admission = new ExecutorAdmission(executors, environment);
    queue =
        new StoredTaskQueue(
            storage, committer, events, admission, running, this::waitFacts, clock, settings.queue());
    orchestrations =
        new StoredOrchestrationQueue(
            storage, committer, admission, running, this::waitFacts, clock, settings.queue(),
            settings.orchestration().limits().maxTasks());
  }

  /** Adopts what an earlier run left behind, then begins to claim. Starting twice is allowed. */
  public synchronized void start() {
    if (started) {
      return;
    }
    started = true;
    events.start();
    circuits.restore(storage.gates());
    heartbeat.beat();
    fleet.forget();
    committer.start(writer);
    watch.start();
    progress.start();
    recovery.takeOver(storage.running(Optional.of(serverId)));
    heartbeat.start();
    reaper.start();
    dueTicker.start();
    tuner.start();
    dispatcher.start();
    otherServers.start();
  }

  /**
   * Stops, and returns when nothing of the core runs any more. Stopping before the start or twice is allowed.
   *
   * @param mode what becomes of running attempts
   * @param atMost how long to wait for them; those that are left then are left running
   */
  public synchronized void stop(StopMode mode, Duration atMost) {
    started = true;
    otherServers.stop();
    dispatcher.stop();
    tuner.stop();
    shutdown.endAttempts(mode, atMost);
    dueTicker.stop();
    reaper.stop();
    heartbeat.stop();
    leave();
    progress.stop();
    watch.stop();
    committer.stop();
    events.stop();
    log.info("The worker has stopped; {} attempts are left running", shutdown.leftRunning());
  }

  /** The others need not wait until they notice. */
  private void leave() {
    try {
      fleet.leave();
    } catch (RuntimeException unreachable) {
      log.info("The other servers could not be told of the stop ({}); they will notice", unreachable.getMessage());
    }
  }

  /** This server among those that share its storage. */
  public Fleet fleet() {
    return fleet;
  }

  /** The queue. Usable as soon as the core has started. */
  public TaskQueue queue() {
    return queue;
  }

  /** Orchestrations. Usable as soon as the core has started. */
  public OrchestrationQueue orchestrations() {
    return orchestrations;
  }

  /** The worker. */
  public Worker worker() {
    return dispatcher;
  }

  /** What has been committed. */
  public EventPublisher events() {
    return events;
  }

  /** Where attempts keep their files. */
  public AttemptDirectories directories() {
    return directories;
  }

  /** Does once, on this thread, what the loops do when time has passed: for tests that own the clock. */
  void tick() {
    watch.check();
    heartbeat.beat();
    boolean _ = progress.write();
    dueTicker.tick();
    tuner.tune();
    committer.wake();
  }

  /** Looks once for attempts that nobody keeps: for tests. */
  void reap() {
    reaper.reap();
  }

  int freeSlots() {
    return slots.free();
  }

  /** The stored gates, and the one of this machine, which is not. */
  private List<Gate> gates() {
    return Stream.concat(storage.gates().stream(), tuner.gate().stream()).toList();
  }

  private OtherServerFacts otherFacts() {
    return new OtherServerFacts(
        fleet.settings().labels(), fleet.others(), fleet.settings().resumeGrace(), this::lastServer);
  }

  private Optional<String> lastServer(TaskId task) {
    List<Attempt> attempts = storage.attempts(task);
    return attempts.isEmpty() ? Optional.empty() : Optional.of(attempts.getLast().server());
  }

  private WaitFacts waitFacts() {
    return new WaitFacts(
        clock.instant(), gates(), executors.names(), slots.size(), slots.vacant(),
        key -> storage.graphs().laneHolders(key, SHOWN_HOLDERS), dispatcher.trouble(), otherFacts());
  }
}
