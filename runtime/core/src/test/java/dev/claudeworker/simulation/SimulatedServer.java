package dev.claudeworker.simulation;

import dev.claudeworker.dag.DagScheduler;
import dev.claudeworker.dag.OrchestrationTransition;
import dev.claudeworker.outcome.AttemptFacts;
import dev.claudeworker.outcome.Decision;
import dev.claudeworker.outcome.OutcomeDecider;
import dev.claudeworker.queue.QueueSettings;
import dev.claudeworker.retry.SuspensionRules;
import dev.claudeworker.spi.ErrorCategory;
import dev.claudeworker.spi.ErrorCode;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.dag.OrchestrationId;
import dev.claudeworker.spi.storage.ClaimedTask;
import dev.claudeworker.spi.storage.Dependency;
import dev.claudeworker.spi.storage.Dependency.Upstream;
import dev.claudeworker.spi.storage.DownstreamRule;
import dev.claudeworker.spi.storage.EventDraft;
import dev.claudeworker.spi.storage.Group;
import dev.claudeworker.spi.storage.OrchestrationMove;
import dev.claudeworker.spi.storage.Refusal;
import dev.claudeworker.spi.storage.RestMove;
import dev.claudeworker.spi.storage.RunningAttempt;
import dev.claudeworker.spi.storage.TaskMove;
import dev.claudeworker.spi.storage.Unit;
import dev.claudeworker.spi.storage.UnitResult;
import dev.claudeworker.spi.task.AttemptOutcome;
import dev.claudeworker.spi.task.EventTypes;
import dev.claudeworker.spi.task.Failure;
import dev.claudeworker.spi.task.RetryRules;
import dev.claudeworker.spi.task.Task;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.task.TaskResult;
import dev.claudeworker.spi.task.TaskStatus;
import dev.claudeworker.spi.task.Usage;
import dev.claudeworker.spi.task.WaitReason;
import dev.claudeworker.spi.testkit.Claims;
import dev.claudeworker.spi.testkit.Drafts;
import dev.claudeworker.spi.testkit.Groups;
import dev.claudeworker.spi.testkit.Moves;
import dev.claudeworker.spi.testkit.NewOrchestrations;
import dev.claudeworker.spi.testkit.NewTasks;
import dev.claudeworker.spi.testkit.SettableClock;
import dev.claudeworker.spi.testkit.memory.InMemoryStorage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * A server in one thread: the real rule, the real decisions about ends of attempts, the reference storage, and nothing that
 * waits. It can crash between any two steps, before a commit and after one whose answer is lost.
 */
final class SimulatedServer {

  static final int SLOTS = 3;

  /** Crashes alone never end a task here. */
  private static final RetryRules PATIENT = new RetryRules(
      3, 100, RetryRules.Backoff.FIXED, Duration.ofSeconds(30), Duration.ofSeconds(30), 1, 0);

  final SettableClock clock = new SettableClock();
  final InMemoryStorage storage = new InMemoryStorage(clock);
  final Map<TaskId, ClaimedTask> running = new TreeMap<>();
  Scenario scenario;
  private final RandomGenerator random;
  private final Breakage breakage;
  private final OutcomeDecider decider =
      new OutcomeDecider(SuspensionRules.DEFAULT, QueueSettings.DEFAULT.order(), "server:s", 1_000);
  private List<TaskId> ids = List.of();
  private OrchestrationId orchestration = new OrchestrationId(1);

  SimulatedServer(Scenario scenario, RandomGenerator random, Breakage breakage) {
    this.scenario = scenario;
    this.random = random;
    this.breakage = breakage;
  }

  List<TaskId> ids() {
    return ids;
  }

  OrchestrationId orchestration() {
    return orchestration;
  }

  int place(TaskId id) {
    return ids.indexOf(id);
  }

  private DownstreamRule rule() {
    return breakage.always().apply(new DagScheduler(QueueSettings.DEFAULT.order(), clock.instant()));
  }

  private UnitResult apply(Unit unit) {
    return storage.apply(Groups.of(rule(), unit)).results().getFirst();
  }

  void submit() {
    List<NewTasks> tasks = new ArrayList<>();
    for (int place = 0; place < scenario.tasks().size(); place++) {
      tasks.add(task(place));
    }
    var builder = NewOrchestrations.anOrchestration();
    scenario.maxParallel().ifPresent(builder::maxParallel);
    builder.failurePolicy(scenario.policy());
    Unit.Submit submission = builder.submit(tasks.toArray(NewTasks[]::new));
    // The answer is lost; the client asks again.
    apply(submission);
    if (!(apply(submission) instanceof UnitResult.AlreadyApplied(var known, var own))) {
      throw new AssertionError("a repeated submission was not recognised");
    }
    ids = known;
    orchestration = own.orElseThrow();
  }

  private NewTasks task(int place) {
    var scripted = scenario.tasks().get(place);
    var task = NewTasks.aTask()
        .named("t" + place)
        .retry(PATIENT)
        .claimOrder(place);
    if (scripted.delayed()) {
      task.initialDelay(Duration.ofMinutes(1));
    }
    scripted.lane().ifPresent(lane -> task.lane(lane, 1));
    for (var edge : scripted.edges()) {
      task.dependsOn(new Dependency(new Upstream.InSubmission(edge.upstream()), edge.on(), edge.ifBroken()));
    }
    return task;
  }

  /** Fills free slots. */
  List<ClaimedTask> claim() {
    int free = SLOTS - running.size();
    if (free == 0) {
      return List.of();
    }
    var claim = Claims.by("s").limit(free).at(clock.instant()).build();
    List<ClaimedTask> claimed = storage.apply(new Group(List.of(), rule(), Optional.of(claim))).claimed();
    claimed.forEach(task -> running.put(task.task().id(), task));
    return claimed;
  }

  /** One attempt ends as scripted, or its commit meets a crash. */
  void finish(TaskId id) {
    ClaimedTask claimed = running.remove(id);
    Unit.Finish unit = finishing(claimed, outcome(claimed));
    int crash = random.nextInt(10);
    if (crash == 0) {
      // Crashed before the commit: nobody knows of the end.
      crash();
      return;
    }
    UnitResult result = apply(unit);
    if (result instanceof UnitResult.Refused refused) {
      throw new AssertionError("the end of " + id + " was refused: " + refused);
    }
    if (crash == 1 && !(apply(unit) instanceof UnitResult.AlreadyApplied)) {
      throw new AssertionError("a repeated end of " + id + " was not recognised");
    }
    if (crash == 2) {
      crash();
    }
  }

  private Unit.Finish finishing(ClaimedTask claimed, AttemptOutcome outcome) {
    boolean cancelled = storage.find(claimed.task().id()).orElseThrow().state().cancelRequested();
    var facts = new AttemptFacts(
        Optional.empty(), cancelled, false, false, Optional.empty(), Optional.empty(), clock.instant(), 0.5);
    Decision decision = decider.decide(claimed, outcome, facts);
    return new Unit.Finish(claimed.lease(), decision.end(), decision.move(), List.of());
  }

  private AttemptOutcome outcome(ClaimedTask claimed) {
    var scripted = scenario.tasks().get(place(claimed.task().id()));
    if (claimed.task().state().failuresCounted() < scripted.retries()) {
      return failed(true);
    }
    return scripted.fails() ? failed(false)
        : new AttemptOutcome.Completed(new TaskResult("done", 0, JsonObject.EMPTY), Usage.NONE);
  }

  private static AttemptOutcome failed(boolean retryHelps) {
    return new AttemptOutcome.Failed(
        new Failure(new ErrorCode("broken", ErrorCategory.RESOURCES, retryHelps), "it broke", "", JsonObject.EMPTY),
        Usage.NONE);
  }

  /** The process is gone; the next one takes over what it finds, and goes on with it or loses it. */
  void crash() {
    running.clear();
    for (RunningAttempt abandoned : storage.running(Optional.of("s"))) {
      var takeOver = new Unit.TakeOver(
          abandoned.lease(), UUID.randomUUID(), Claims.holder("s"), Claims.LEASE, Drafts.event("task.adopted"));
      if (apply(takeOver) instanceof UnitResult.TakenOver(var claimed)) {
        if (random.nextBoolean()) {
          running.put(claimed.task().id(), claimed);
        } else {
          apply(finishing(claimed, new AttemptOutcome.Lost("the machine is gone", Usage.NONE)));
        }
      }
    }
  }

  /** Moves the time to the next moment at which something is due. */
  void tick() {
    storage.nextDue()
        .filter(due -> due.isAfter(clock.instant()))
        .ifPresent(due -> clock.advance(Duration.between(clock.instant(), due)));
    for (Task task : storage.due(clock.instant(), 100)) {
      TaskMove ready = Moves.of(task).pending().claimOrder(task.state().claimOrder()).build();
      apply(new Unit.Move(ready, OptionalLong.empty()));
    }
  }

  /** A change of the whole orchestration that a person asks for; false if it is not possible now. */
  boolean move(OrchestrationTransition transition) {
    var own = storage.graphs().orchestration(orchestration).orElseThrow();
    if (!transition.from().contains(own.status())) {
      return false;
    }
    Instant now = clock.instant();
    EventDraft event = Drafts.event("task.moved");
    RestMove rest = switch (transition) {
      case PAUSED_BY_REQUEST -> new RestMove.Hold();
      case UNPAUSED_BY_REQUEST -> new RestMove.Release();
      case RETRIED_BY_REQUEST -> new RestMove.Retry(now, 0, event);
      default -> new RestMove.Cancel(event, Optional.of(event));
    };
    var move = new OrchestrationMove(
        orchestration, transition.from(), transition.to(), now, Optional.empty(), Optional.of(rest),
        List.of(Drafts.event(transition.eventType())));
    return apply(new Unit.MoveOrchestration(move, OptionalLong.empty())) instanceof UnitResult.Applied;
  }

  /** A task that has not started gets another dependency, or loses or changes one. */
  void changeDependencies() {
    int place = random.nextInt(ids.size());
    Task task = storage.find(ids.get(place)).orElseThrow();
    boolean started = task.state().attempts() > 0 || task.status().isFinal();
    int upstream = random.nextInt(ids.size());
    if (started || upstream == place) {
      return;
    }
    List<Scenario.Edge> edges = new ArrayList<>(scenario.tasks().get(place).edges());
    boolean removes = edges.removeIf(edge -> edge.upstream() == upstream);
    List<Dependency> added = new ArrayList<>();
    if (!removes || random.nextBoolean()) {
      Scenario.Edge edge = Scenario.edge(upstream, random);
      edges.add(edge);
      added.add(new Dependency(new Upstream.Existing(ids.get(upstream)), edge.on(), edge.ifBroken()));
    }
    var unit = new Unit.ChangeDependencies(
        task.id(), added, removes ? Set.of(ids.get(upstream)) : Set.of(),
        Moves.of(task).waiting(WaitReason.DEPENDENCY, Optional.empty()).build(), OptionalLong.empty(),
        Drafts.event(EventTypes.TASK_DEPENDENCIES_CHANGED));
    boolean cycle = !added.isEmpty() && scenario.isBehind(upstream, place);
    UnitResult result = storage.apply(Groups.of(breakage.whenChanged().apply(rule()), unit)).results().getFirst();
    boolean refused = result instanceof UnitResult.Refused(var refusal, var _) && refusal == Refusal.CYCLE;
    if (cycle != refused || !cycle && !(result instanceof UnitResult.Applied)) {
      throw new AssertionError("a change of dependencies of t" + place + " by t" + upstream + ": " + result);
    }
    if (!cycle) {
      scenario = scenario.with(place, edges);
    }
  }

  List<TaskStatus> states() {
    return ids.stream().map(id -> storage.find(id).orElseThrow().status()).toList();
  }
}
