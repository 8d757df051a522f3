package dev.claudeworker.simulation;

import dev.claudeworker.dag.OrchestrationTransition;
import dev.claudeworker.spi.dag.OrchestrationStatus;
import dev.claudeworker.spi.storage.ClaimedTask;
import dev.claudeworker.spi.task.Task;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.task.TaskStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * One history of one graph from a seed: claims, ends, crashes and time in a drawn order, in every second history also people
 * who pause, cancel and retry, in every third some who change dependencies. Throws an AssertionError as soon as something is not as it must be.
 */
final class Simulation {

  private static final int MOST_STEPS = 2_000;
  private static final int STEPS_WITH_PEOPLE = 60;

  private final Random random;
  private final SimulatedServer server;
  private final boolean people;
  private final boolean changing;
  private final Map<TaskId, TaskStatus> finals = new HashMap<>();
  private boolean retried;

  private Simulation(long seed, Breakage breakage) {
    random = new Random(seed);
    people = seed % 2 == 1;
    Scenario scenario = Scenario.generate(random);
    // What fails fast is judged by what its edges say when the failure happens, so they stay.
    changing = seed % 3 == 0 && !scenario.failsFast();
    server = new SimulatedServer(scenario, random, breakage);
  }

  static void run(long seed, Breakage breakage) {
    try {
      new Simulation(seed, breakage).run();
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
    }
  }

  private void run() {
    server.submit();
    int steps = 0;
    while (!isOver()) {
      require(++steps < MOST_STEPS, "it does not come to an end: " + server.states());
      step(people && steps < STEPS_WITH_PEOPLE);
      checkStates();
    }
    List<TaskStatus> ended = server.states();
    if (server.scenario.failsFast() && server.scenario.hasFailed(ended)) {
      require(
          ended.stream().noneMatch(state -> state == TaskStatus.WAITING || state == TaskStatus.PENDING),
          "something still waits after a failure: " + ended);
    } else if (!people) {
      List<TaskStatus> expected = ReferenceInterpreter.run(server.scenario);
      require(expected.equals(ended), "expected " + expected + " but got " + ended);
    }
    if (!people) {
      require(status() == expectedStatus(ended), "the orchestration is " + status() + " with " + ended);
    }
  }

  /** Nothing can happen any more. A task that is held by a broken dependency waits for a person. */
  private boolean isOver() {
    boolean paused = status() == OrchestrationStatus.PAUSED;
    return !paused && server.running.isEmpty() && server.storage.nextDue().isEmpty()
        && server.states().stream().noneMatch(state -> state == TaskStatus.PENDING);
  }

  private OrchestrationStatus status() {
    return server.storage.graphs().orchestration(server.orchestration()).orElseThrow().status();
  }

  private void step(boolean withPeople) {
    switch (random.nextInt(10)) {
      case 0, 1, 2 -> checkClaim(server.scenario.hasFailed(server.states()), server.claim());
      case 3, 4, 5, 6 -> finishOne();
      case 7 -> server.tick();
      case 8 -> crashSometimes();
      default -> askSomething(withPeople);
    }
  }

  private void finishOne() {
    List<TaskId> candidates = new ArrayList<>(server.running.keySet());
    if (!candidates.isEmpty()) {
      server.finish(candidates.get(random.nextInt(candidates.size())));
    }
  }

  private void crashSometimes() {
    if (random.nextInt(4) == 0) {
      server.crash();
    }
  }

  private void askSomething(boolean withPeople) {
    if (changing && random.nextInt(3) > 0) {
      server.changeDependencies();
    } else if (!withPeople) {
      server.move(OrchestrationTransition.UNPAUSED_BY_REQUEST);
    } else {
      askForMore();
    }
  }

  private void askForMore() {
    switch (random.nextInt(8)) {
      case 0 -> server.move(OrchestrationTransition.CANCELLED_BY_REQUEST);
      case 1, 2 -> {
        if (server.move(OrchestrationTransition.RETRIED_BY_REQUEST)) {
          retried = true;
          finals.clear();
        }
      }
      case 3, 4 -> server.move(OrchestrationTransition.PAUSED_BY_REQUEST);
      default -> server.move(OrchestrationTransition.UNPAUSED_BY_REQUEST);
    }
  }

  private void checkClaim(boolean failedBefore, List<ClaimedTask> claimed) {
    require(
        !failedBefore || claimed.isEmpty() || !server.scenario.failsFast(),
        "a task started after a failure although that ends everything");
    OrchestrationStatus status = status();
    boolean mayStart = status == OrchestrationStatus.RUNNING;
    for (ClaimedTask task : claimed) {
      require(mayStart, task.task().id() + " started although the orchestration is " + status);
      checkDependencies(task.task());
    }
    Map<String, Integer> lanes = new HashMap<>();
    server.running.keySet()
        .forEach(id -> server.scenario.tasks()
            .get(server.place(id))
            .lane()
            .ifPresent(lane -> lanes.merge(lane, 1, Integer::sum)));
    require(lanes.values().stream().allMatch(count -> count == 1), "a lane is shared: " + lanes);
    server.scenario.maxParallel()
        .ifPresent(most -> require(server.running.size() <= most, "more than " + most + " run at once"));
    boolean free = server.running.size() < SimulatedServer.SLOTS;
    require(!free || server.ids().stream().noneMatch(this::isClaimable),
        "a slot stays free although a task could start");
  }

  private boolean isClaimable(TaskId id) {
    Task task = server.storage.find(id).orElseThrow();
    return task.status() == TaskStatus.PENDING && task.place().held().isEmpty();
  }

  private void checkDependencies(Task task) {
    for (var edge : server.scenario.tasks().get(server.place(task.id())).edges()) {
      TaskStatus upstream = server.storage.find(server.ids().get(edge.upstream())).orElseThrow().status();
      // Whoever retries an orchestration may put an upstream back whose end had been enough for this one before.
      boolean fine = upstream.isFinal() && !edge.isBroken(upstream) || retried;
      require(fine, task.id() + " started although " + edge + " is " + upstream);
    }
  }

  private void checkStates() {
    var counts = server.storage.graphs().orchestration(server.orchestration()).orElseThrow().counts();
    List<TaskStatus> states = server.states();
    for (TaskStatus status : TaskStatus.values()) {
      long real = states.stream().filter(state -> state == status).count();
      require(counts.of(status) == real, counts + " but really " + states);
    }
    for (int place = 0; place < states.size(); place++) {
      TaskStatus state = states.get(place);
      TaskStatus before = finals.get(server.ids().get(place));
      require(before == null || before == state, "a final state changed from " + before + " to " + state);
      if (state.isFinal()) {
        finals.put(server.ids().get(place), state);
      }
    }
    long runningInStorage = states.stream().filter(state -> state == TaskStatus.RUNNING).count();
    require(runningInStorage == server.running.size(), "running: " + states + " but here " + server.running.keySet());
  }

  private OrchestrationStatus expectedStatus(List<TaskStatus> states) {
    if (states.contains(TaskStatus.WAITING)) {
      return OrchestrationStatus.RUNNING;
    }
    return server.scenario.hasFailed(states) ? OrchestrationStatus.FAILED : OrchestrationStatus.COMPLETED;
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new AssertionError(otherwise);
    }
  }
}
