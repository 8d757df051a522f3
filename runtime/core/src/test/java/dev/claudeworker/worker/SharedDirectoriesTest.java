package dev.claudeworker.worker;

import static dev.claudeworker.spi.task.TaskStatus.COMPLETED;
import static dev.claudeworker.spi.task.TaskStatus.PENDING;
import static dev.claudeworker.spi.task.TaskStatus.RUNNING;
import static dev.claudeworker.worker.OrchestrationFixture.ALICE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.spi.dag.OrchestrationStatus;
import dev.claudeworker.spi.storage.EventFilter;
import dev.claudeworker.spi.task.Priority;
import dev.claudeworker.spi.task.TaskEvent;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.task.TaskStatus;
import dev.claudeworker.spi.task.WaitReason;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lanes, bounds of orchestrations, and the queue's fairness. */
class SharedDirectoriesTest {

  @TempDir
  Path home;
  private OrchestrationFixture fixture;

  @BeforeEach
  void start() {
    fixture = new OrchestrationFixture(home);
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  @Test
  void tasksOfOneLaneFollowEachOtherAndTheReasonNamesTheHolder() {
    fixture.holds("a");
    fixture.submit(
        Definition.of("a", "b", "free")
            .task("a", task -> task.lane("directory:/x", 1))
            .task("b", task -> task.lane("directory:/x", 1)));
    fixture.await("a", RUNNING);
    fixture.await("free", COMPLETED);

    assertThat(fixture.task("b").status()).isEqualTo(PENDING);
    WaitReason reason = fixture.member("b").waitReason().orElseThrow();
    assertThat(reason.code()).isEqualTo(WaitReason.CONCURRENCY);
    assertThat(reason.details().text("message")).contains("task " + fixture.id("a") + " must end first: directory /x");
    assertThat(fixture.core.queue().find(fixture.id("b")).orElseThrow().waitReason()).contains(reason);

    fixture.letGo("a");
    fixture.await(OrchestrationStatus.COMPLETED);
  }

  @Test
  void aLaneGivesItsPlaceOnAlsoWhenItsHolderIsCancelled() {
    fixture.holds("a");
    fixture.submit(
        Definition.of("a", "b").task("a", task -> task.lane("key:x", 1)).task("b", task -> task.lane("key:x", 1)));
    fixture.await("a", RUNNING);

    fixture.core.queue().cancel(fixture.id("a"), true, ALICE);

    fixture.await("b", COMPLETED);
  }

  @Test
  void anOrchestrationNeverRunsMoreThanItMay() {
    var running = new AtomicInteger();
    var most = new AtomicInteger();
    List<String> tasks = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      String name = "t" + i;
      tasks.add(name);
      fixture.when(name, context -> {
        most.accumulateAndGet(running.incrementAndGet(), Math::max);
        Thread.yield();
        running.decrementAndGet();
        return ScriptedExecutor.completed(name);
      });
    }
    fixture.submit(Definition.of(tasks).maxParallel(2));

    fixture.await(OrchestrationStatus.COMPLETED);

    assertThat(most.get()).isLessThanOrEqualTo(2);
  }

  @Test
  void whatIsHeldByTheOrchestrationsBoundSaysSo() {
    fixture.holds("a");
    fixture.submit(Definition.of("a", "b").maxParallel(1));
    fixture.await("a", RUNNING);

    assertThat(fixture.member("b").waitReason()).map(WaitReason::code).contains(WaitReason.ORCHESTRATION_LIMIT);
  }

  @Test
  void generatedGraphsWithLanesNeitherStopNorShareALane() {
    for (int seed = 0; seed < 30; seed++) {
      var random = new Random(seed);
      Map<String, String> laneOf = new HashMap<>();
      Map<String, AtomicInteger> inLane = new ConcurrentHashMap<>();
      var broken = new AtomicInteger();
      List<String> lines = new ArrayList<>();
      var definition = definition(random, seed, lines, laneOf);
      laneOf.forEach((name, lane) -> fixture.when(name, context -> {
        AtomicInteger count = inLane.computeIfAbsent(lane, _ -> new AtomicInteger());
        if (count.incrementAndGet() > 1) {
          broken.incrementAndGet();
        }
        Thread.yield();
        count.decrementAndGet();
        return ScriptedExecutor.completed(name);
      }));
      fixture.submit(definition);

      fixture.await(OrchestrationStatus.COMPLETED);

      assertThat(broken.get()).as("seed %d", seed).isZero();
    }
  }

  private static Definition definition(Random random, int seed, List<String> lines, Map<String, String> laneOf) {
    int size = 5 + random.nextInt(20);
    for (int i = 0; i < size; i++) {
      int before = i;
      List<String> upstream =
          random.ints(random.nextInt(3), 0, Math.max(1, i))
              .filter(u -> u < before)
              .distinct()
              .mapToObj(u -> "s" + seed + "t" + u)
              .toList();
      lines.add("s" + seed + "t" + i + (upstream.isEmpty() ? "" : ": " + String.join(" ", upstream)));
    }
    var definition = Definition.of(lines).maxParallel(1 + random.nextInt(4));
    for (int i = 0; i < size; i++) {
      String name = "s" + seed + "t" + i;
      String lane = "key:" + seed + random.nextInt(3);
      laneOf.put(name, lane);
      definition.task(name, task -> task.lane(lane, 1));
    }
    return definition;
  }

  /**
   * The rule in a test: behind 500 due tasks of one orchestration a single task waits for as many of them as became due
   * before it plus one share step each, and an urgent one for none.
   */
  @Test
  void oneLargeOrchestrationDoesNotBlockASingleTask() {
    fixture.core.core.worker().resize(0);
    List<String> many = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      many.add("t" + i);
    }
    fixture.submit(Definition.of(many));
    fixture.core.clock.advance(Duration.ofSeconds(150));
    TaskId normal = fixture.core.submit(Requests.aRequest().prompt("normal").build());
    TaskId urgent = fixture.core.submit(
        Requests.aRequest().prompt("urgent").priority(Priority.URGENT).build());
    fixture.submit(Definition.of("small1", "small2"));

    fixture.core.core.worker().resize(1);
    fixture.await("small2", COMPLETED);

    List<String> began = started();
    assertThat(began.getFirst()).isEqualTo(Long.toString(urgent.value()));
    assertThat(began.indexOf(Long.toString(normal.value()))).isEqualTo(4);
    assertThat(began.indexOf(fixture.id("small1").toString())).isEqualTo(5);
    assertThat(began.indexOf(fixture.id("small2").toString())).isLessThan(9);
  }

  private List<String> started() {
    return fixture.core.storage.events(new EventFilter(0, Optional.empty(), 10_000))
        .events()
        .stream()
        .filter(event -> event.type().equals("task.started"))
        .map(TaskEvent::task)
        .flatMap(Optional::stream)
        .map(TaskId::toString)
        .toList();
  }

  @Test
  void aLaneIsEmptyWhenEverythingHasEnded() {
    fixture.holds("a");
    fixture.submit(
        Definition.of("a", "b").task("a", task -> task.lane("key:x", 1)).task("b", task -> task.lane("key:x", 1)));
    fixture.await("a", RUNNING);
    assertThat(fixture.core.storage.graphs().laneHolders("key:x", 5)).containsExactly(fixture.id("a"));
    fixture.letGo("a");
    fixture.await(OrchestrationStatus.COMPLETED);
    assertThat(fixture.core.storage.graphs().laneHolders("key:x", 5)).isEmpty();
    assertThat(fixture.in(TaskStatus.COMPLETED)).hasSize(2);
  }
}
