package dev.claudeworker.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.queue.TaskView;
import dev.claudeworker.resource.MachineFacts;
import dev.claudeworker.resource.ResourceSettings;
import dev.claudeworker.resource.SeenUse;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.task.AttemptOutcome;
import dev.claudeworker.spi.task.Gate;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.task.TaskResult;
import dev.claudeworker.spi.task.TaskStatus;
import dev.claudeworker.spi.task.Usage;
import dev.claudeworker.spi.task.WaitReason;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SlotTunerTest {

  private static final long MIB = 1L << 20;

  @TempDir
  Path home;

  private final Semaphore begun = new Semaphore(0);
  private final Semaphore goOn = new Semaphore(0);
  private volatile MachineFacts machine = machine(8_000, 2);
  private CoreFixture fixture;

  @AfterEach
  void stop() {
    goOn.release(1_000);
    Optional.ofNullable(fixture).ifPresent(CoreFixture::close);
  }

  @Test
  void aShortMachineHoldsStartsBackAndLetsThemGoByItself() {
    machine = machine(100, 2);
    start(false);
    TaskId id = fixture.submit();
    WaitReason reason = view(id).waitReason().orElseThrow();

    assertThat(reason.code()).isEqualTo("resources");
    assertThat(reason.details().text("message").orElseThrow()).contains("only 100 MB of memory are free");
    assertThat(fixture.queue().gates()).extracting(Gate::code).containsExactly("resources");
    assertThat(fixture.storage.gates()).as("never stored").isEmpty();

    machine = machine(300, 2);
    fixture.core.tick();
    assertThat(fixture.ended(id).status()).isEqualTo(TaskStatus.COMPLETED);
    assertThat(fixture.queue().gates()).isEmpty();
  }

  @Test
  void whatRunsGoesOnThroughAShortage() throws InterruptedException {
    start(false);
    List<TaskId> ids = submit(1);
    begun.acquire();
    machine = machine(10, 2);
    fixture.core.tick();
    goOn.release();

    assertThat(fixture.ended(ids.getFirst()).status()).isEqualTo(TaskStatus.COMPLETED);
  }

  @Test
  void autoBeginsWithAFewAndGrowsToWhatTheMachineBears() throws InterruptedException {
    start(true);
    assertThat(slots()).isEqualTo(3);

    tickUntilSteady();
    assertThat(slots()).as("two idle processors, half of one each").isEqualTo(4);
    assertThat(fixture.core.worker().status().auto()).isTrue();
  }

  @Test
  void autoShrinksWhenOthersTakeTheMachineButNeverBelowOne() {
    start(true);
    tickUntilSteady();
    machine = machine(10, 0);
    fixture.core.tick();

    assertThat(slots()).isEqualTo(1);
  }

  @Test
  void onlySoManyAttemptsBeginUntilMoreAreAllowed() {
    var slots = new Slots(4);
    slots.allowStarts(2);
    slots.take();
    slots.takeForStart();
    slots.takeForStart();
    assertThat(slots.free()).isZero();
    assertThat(slots.vacant()).isEqualTo(1);

    slots.allowStarts(2);
    assertThat(slots.free()).isEqualTo(1);
    slots.hold(true);
    assertThat(slots.free()).isZero();
  }

  @Test
  void theMachineIsLookedAtLessOftenWhileNothingRuns() {
    var slots = new Slots(2);
    var wakes = new AtomicInteger();
    var tuner = new SlotTuner(
        slots, new RunningAttempts(), new SeenUse(200 * MIB), () -> machine,
        WorkerSettings.DEFAULT, InstantSource.system(), wakes::incrementAndGet);

    assertThat(tuner.round()).isEqualTo(Duration.ofSeconds(5));
    slots.take();
    assertThat(tuner.round()).isEqualTo(Duration.ofSeconds(1));
    slots.give();
    machine = machine(10, 2);
    assertThat(tuner.round()).as("so that tasks start soon after a shortage").isEqualTo(Duration.ofSeconds(1));
    assertThat(wakes).as("no place became free by looking").hasValue(0);
    machine = machine(8_000, 2);
    tuner.round();
    assertThat(wakes).hasValue(1);
  }

  @Test
  void whatTasksWereSeenToUseDecides() throws InterruptedException {
    start(true);
    var small = new Usage(0, 0, 0, 0, 0, 0, Duration.ofMillis(1), 20 * MIB);
    for (int task = 0; task < 5; task++) {
      fixture.executor.then(context -> {
        fixture.clock.advance(Duration.ofSeconds(1));
        return new AttemptOutcome.Completed(new TaskResult("done", 0, JsonObject.EMPTY), small);
      });
      fixture.ended(fixture.submit());
      fixture.core.tick();
    }
    tickUntilSteady();

    assertThat(slots()).isEqualTo(ResourceSettings.DEFAULT.maxAutoSlots());
  }

  @Test
  void aNumberFromAPersonEndsAuto() {
    start(true);
    fixture.core.worker().resize(7);
    fixture.core.tick();

    assertThat(slots()).isEqualTo(7);
    assertThat(fixture.core.worker().status().auto()).isFalse();
    assertThat(fixture.core.freeSlots()).isEqualTo(7);
  }

  private void start(boolean auto) {
    var resources = new ResourceSettings(
        Duration.ofHours(1), 200 * MIB, 500 * MIB, 1.25, 500 * MIB, 200 * MIB, 64);
    var worker = new WorkerSettings(auto ? 1 : 4, auto, resources, Duration.ofHours(1));
    fixture = CoreFixture.started(home, CoreSettings.DEFAULT.with(worker), () -> machine);
  }

  private static MachineFacts machine(long availableMib, double idleProcessors) {
    return new MachineFacts(
        16_000 * MIB, OptionalLong.of(availableMib * MIB), 2, 2 - idleProcessors, OptionalLong.of(10_000 * MIB));
  }

  private void tickUntilSteady() {
    for (int before = 0; before != slots();) {
      before = slots();
      fixture.core.tick();
    }
  }

  private int slots() {
    return fixture.core.worker().status().slots();
  }

  private TaskView view(TaskId id) {
    return fixture.queue().find(id).orElseThrow();
  }

  private List<TaskId> submit(int tasks) {
    List<TaskId> ids = new ArrayList<>();
    for (int task = 0; task < tasks; task++) {
      fixture.executor.then(context -> {
        begun.release();
        goOn.acquire();
        return ScriptedExecutor.completed("done");
      });
      ids.add(fixture.submit());
    }
    return ids;
  }
}
