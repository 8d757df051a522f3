package dev.claudeworker.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.claudeworker.event.CommittedEvents;
import dev.claudeworker.event.EventSettings;
import dev.claudeworker.spi.ErrorCode;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.WorkerException;
import dev.claudeworker.spi.dag.Orchestration;
import dev.claudeworker.spi.dag.OrchestrationId;
import dev.claudeworker.spi.dag.OrchestrationStatus;
import dev.claudeworker.spi.notify.Delivery;
import dev.claudeworker.spi.notify.EventSelection;
import dev.claudeworker.spi.notify.Notification;
import dev.claudeworker.spi.storage.EventPage;
import dev.claudeworker.spi.task.EventTypes;
import dev.claudeworker.spi.task.Task;
import dev.claudeworker.spi.task.TaskEvent;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.testkit.SettableClock;
import dev.claudeworker.spi.testkit.notify.Notifications;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NotificationDispatcherTest {

  private static final Duration SHORT = Duration.ofMillis(50);
  private static final NotifySettings QUICK =
      new NotifySettings(3, SHORT, SHORT, Duration.ofMinutes(10), Duration.ofSeconds(5));
  private static final NotifySettings PATIENT =
      new NotifySettings(3, Duration.ofMinutes(1), SHORT, Duration.ofMinutes(10), Duration.ofSeconds(5));

  private final SettableClock clock = new SettableClock();
  private final CommittedEvents events =
      new CommittedEvents(EventSettings.DEFAULT, _ -> new EventPage(List.of(), sequence(), 1));
  private final CountDownLatch gate = new CountDownLatch(1);
  private Optional<NotificationDispatcher> dispatcher = Optional.empty();
  private long sequence;

  private long sequence() {
    return sequence;
  }

  private NotificationDispatcher started(NotifySettings settings) {
    return started(settings, _ -> Notifications.of(EventTypes.TASK_COMPLETED).task());
  }

  private NotificationDispatcher started(NotifySettings settings, Function<TaskId, Optional<Task>> tasks) {
    var made = new NotificationDispatcher(settings, events, new Subjects(tasks, this::orchestration), clock);
    dispatcher = Optional.of(made);
    events.start();
    made.start();
    return made;
  }

  private Optional<Orchestration> orchestration(OrchestrationId id) {
    return Notifications.ofOrchestration(EventTypes.ORCHESTRATION_COMPLETED, OrchestrationStatus.COMPLETED)
        .orchestration()
        .filter(found -> found.id().equals(id));
  }

  @AfterEach
  void close() {
    gate.countDown();
    dispatcher.ifPresent(NotificationDispatcher::close);
    events.stop();
  }

  private void commit(String... types) {
    for (String type : types) {
      sequence++;
      events.publish(List.of(new TaskEvent(
          sequence, type, 1, "default", "test", Optional.of(new TaskId(sequence)), Optional.empty(), Optional.empty(),
          "", clock.instant(), JsonObject.EMPTY)));
    }
  }

  private Delivery waitAtGate() throws InterruptedException {
    gate.await();
    return new Delivery.Delivered("told");
  }

  private NotifierStatus awaitStatus(Function<NotifierStatus, Boolean> wanted) {
    return Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(5))
        .until(() -> dispatcher.orElseThrow().status().getFirst(), wanted::apply);
  }

  @Test
  void aNotifierIsToldWhatItSelectsWithTheTask() throws InterruptedException {
    var notifier = TestNotifier.obedient();
    started(PATIENT).add("one", notifier);

    commit(EventTypes.TASK_SUBMITTED, EventTypes.TASK_STARTED, "task.progressed", EventTypes.TASK_COMPLETED);

    assertThat(notifier.next().event().type()).isEqualTo(EventTypes.TASK_STARTED);
    Notification end = notifier.next();
    assertThat(end.event().type()).isEqualTo(EventTypes.TASK_COMPLETED);
    assertThat(end.headline()).isEqualTo("Task 4 completed: Tidy up");
    assertThat(end.details()).isEqualTo("All is tidy now.");
    assertThat(awaitStatus(status -> status.told() == 2).failed()).isZero();
  }

  @Test
  void theEndOfAnOrchestrationIsToldWithIt() throws InterruptedException {
    var notifier = TestNotifier.obedient();
    started(PATIENT).add("one", notifier);
    sequence++;

    events.publish(List.of(new TaskEvent(
        sequence, EventTypes.ORCHESTRATION_COMPLETED, 1, "default", "test", Optional.empty(), Optional.empty(),
        Optional.of(Notifications.ORCHESTRATION), "", clock.instant(), JsonObject.EMPTY)));

    assertThat(notifier.next().headline()).isEqualTo("Orchestration 3 completed: Release");
  }

  @Test
  void anUnknownEventIsToldToWhoWantsIt() throws InterruptedException {
    var notifier = new TestNotifier(EventSelection.of("*"), _ -> new Delivery.NotWanted("no"));
    started(PATIENT).add("one", notifier);

    commit("tomorrow.something_new");

    assertThat(notifier.next().event().type()).isEqualTo("tomorrow.something_new");
    assertThat(awaitStatus(status -> status.declined() == 1).told()).isZero();
  }

  @Test
  void whatHappenedBeforeTheStartIsNotTold() throws InterruptedException {
    var notifier = TestNotifier.obedient();
    commit(EventTypes.TASK_FAILED);
    started(PATIENT).add("one", notifier);

    commit(EventTypes.TASK_COMPLETED);

    assertThat(notifier.next().event().type()).isEqualTo(EventTypes.TASK_COMPLETED);
  }

  @Test
  void itListensAgainAfterItWasDroppedForMissedEvents() {
    var notifier = TestNotifier.obedient();
    started(PATIENT).add("one", notifier);
    sequence += 5;
    commit(EventTypes.TASK_STARTED);

    Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> {
      commit(EventTypes.TASK_COMPLETED);
      return notifier.count() > 0;
    });
  }

  @Test
  void whatIsTooOldWhenItsTurnComesIsDropped() throws InterruptedException {
    var notifier = new TestNotifier(_ -> waitAtGate());
    started(PATIENT).add("one", notifier);
    commit(EventTypes.TASK_STARTED);
    notifier.next();
    commit(EventTypes.TASK_COMPLETED);
    clock.advance(Duration.ofMinutes(10));
    commit(EventTypes.TASK_FAILED);
    clock.advance(Duration.ofMillis(1));

    gate.countDown();

    assertThat(notifier.next().event().type()).isEqualTo(EventTypes.TASK_FAILED);
    assertThat(awaitStatus(status -> status.told() == 2).dropped()).isEqualTo(1);
  }

  @Test
  void aSlowNotifierDropsTheOldestAndDelaysNobody() throws InterruptedException {
    var slow = new TestNotifier(_ -> waitAtGate());
    var quick = TestNotifier.obedient();
    NotificationDispatcher made = started(PATIENT);
    made.add("slow", slow);
    made.add("z-quick", quick);
    commit(EventTypes.TASK_STARTED);
    slow.next();

    quick.next();
    for (String type : List.of(
        EventTypes.TASK_STARTED, EventTypes.TASK_FAILED, EventTypes.TASK_SKIPPED, EventTypes.TASK_COMPLETED)) {
      commit(type);
      quick.next();
    }

    NotifierStatus full = awaitStatus(status -> status.dropped() == 1);
    assertThat(full.waiting()).isEqualTo(3);
    gate.countDown();
    assertThat(slow.next().event().type()).isEqualTo(EventTypes.TASK_FAILED);
  }

  @Test
  void anOverdueCallIsInterruptedAndTheNextOneMade() throws InterruptedException {
    var calls = new AtomicInteger();
    var notifier = new TestNotifier(_ -> calls.getAndIncrement() == 0 ? waitAtGate() : new Delivery.Delivered("told"));
    started(QUICK).add("one", notifier);

    commit(EventTypes.TASK_STARTED, EventTypes.TASK_COMPLETED);

    notifier.next();
    assertThat(notifier.next().event().type()).isEqualTo(EventTypes.TASK_COMPLETED);
    NotifierStatus status = awaitStatus(now -> now.told() == 1);
    assertThat(status.failed()).isEqualTo(1);
    assertThat(status.lastError()).isEmpty();
  }

  @Test
  void aCallThatIgnoresInterruptionIsReportedAndNeverDoubled() throws Exception {
    var notifier = new TestNotifier(_ -> {
      waitStubbornly(gate);
      return new Delivery.Delivered("late");
    });
    NotificationDispatcher made = started(QUICK);
    made.add("one", notifier);
    commit(EventTypes.TASK_STARTED);
    awaitStatus(NotifierStatus::hanging);

    commit(EventTypes.TASK_COMPLETED);
    awaitStatus(status -> status.waiting() == 1);

    assertThatThrownBy(() -> made.test("one", "me")).isInstanceOf(WorkerException.class)
        .hasMessageContaining("does not react");
    assertThat(notifier.count()).isEqualTo(1);
    gate.countDown();
    assertThat(awaitStatus(status -> status.told() == 1).hanging()).isFalse();
  }

  private static void waitStubbornly(CountDownLatch latch) {
    boolean open = false;
    while (!open) {
      try {
        open = latch.await(1, TimeUnit.MINUTES);
      } catch (InterruptedException ignored) {
        // that is what this notifier does wrong
      }
    }
  }

  @Test
  void aThrowingNotifierIsCountedAndAskedAgain() {
    started(PATIENT).add("one", new TestNotifier(_ -> {
      throw new IllegalStateException("broken");
    }));

    commit(EventTypes.TASK_STARTED, EventTypes.TASK_COMPLETED);

    NotifierStatus status = awaitStatus(now -> now.failed() == 2);
    assertThat(status.lastError()).hasValueSatisfying(error -> assertThat(error).contains("one", "broken", "author"));
  }

  @Test
  void aTaskThatCannotBeReadIsToldWithoutIt() throws InterruptedException {
    var notifier = TestNotifier.obedient();
    started(PATIENT, _ -> {
      throw new WorkerException(ErrorCode.external("storage_unavailable"), "The storage is away.", "Wait.");
    }).add("one", notifier);

    commit(EventTypes.TASK_FAILED);

    Notification told = notifier.next();
    assertThat(told.task()).isEmpty();
    assertThat(told.headline()).isEqualTo("Task 1 failed");
  }

  @Test
  void aTestIsToldAtOnceAndSaysWhatBecameOfIt() throws InterruptedException {
    var notifier = new TestNotifier(EventSelection.of(), told -> new Delivery.Delivered(told.headline()));
    NotificationDispatcher made = started(PATIENT);
    made.add("one", notifier);

    assertThat(made.test("one", "me").details()).contains("test notification");

    assertThat(notifier.next().isTest()).isTrue();
  }

  @Test
  void aFailedTestSaysWhy() {
    NotificationDispatcher made = started(QUICK);
    made.add("refuses", new TestNotifier(_ -> {
      throw new WorkerException(ErrorCode.external("no"), "It was refused.", "Ask again.");
    }));
    made.add("sleeps", new TestNotifier(_ -> waitAtGate()));

    assertThatThrownBy(() -> made.test("refuses", "me")).hasMessage("It was refused.");
    assertThatThrownBy(() -> made.test("sleeps", "me")).hasMessageContaining("50 ms (notify.timeout)");
    assertThatThrownBy(() -> made.test("nobody", "me")).isInstanceOfSatisfying(
        WorkerException.class, failure -> assertThat(failure.errorCode()).isEqualTo(NotifyErrors.NOT_USED));
  }

  @Test
  void aStopTellsWhatWaitsAndClosesTheNotifier() throws InterruptedException {
    var entered = new CountDownLatch(1);
    var notifier = new TestNotifier(_ -> {
      entered.countDown();
      return waitAtGate();
    });
    NotificationDispatcher made = started(PATIENT);
    made.add("one", notifier);
    commit(EventTypes.TASK_STARTED, EventTypes.TASK_COMPLETED);
    Awaitility.await().until(() -> made.status().getFirst().waiting() == 1);
    entered.await();
    Thread stop = Thread.ofVirtual().start(made::close);

    gate.countDown();

    assertThat(stop.join(Duration.ofSeconds(20))).isTrue();
    assertThat(notifier.count()).isEqualTo(2);
    assertThat(notifier.closed.getCount()).isZero();
  }

  @Test
  void aStopDoesNotWaitForAHangingNotifierForever() throws InterruptedException {
    var notifier = new TestNotifier(_ -> waitAtGate());
    var settings = new NotifySettings(3, Duration.ofHours(1), SHORT, Duration.ofMinutes(10), SHORT);
    NotificationDispatcher made = started(settings);
    made.add("one", notifier);
    commit(EventTypes.TASK_STARTED, EventTypes.TASK_COMPLETED);
    notifier.next();

    made.close();

    assertThat(notifier.closed.await(20, TimeUnit.SECONDS)).isTrue();
    assertThat(notifier.count()).isZero();
  }

  @Test
  void aNotifierOfTheSameNameTakesThePlaceOfTheOther() throws InterruptedException {
    var before = TestNotifier.obedient();
    var after = TestNotifier.obedient();
    NotificationDispatcher made = started(PATIENT);
    made.add("one", before);

    made.add("one", after);
    commit(EventTypes.TASK_COMPLETED);

    assertThat(after.next().event().type()).isEqualTo(EventTypes.TASK_COMPLETED);
    assertThat(before.closed.getCount()).isZero();
    assertThat(before.count()).isZero();
  }

  @Test
  void settingsSayWhichBoundIsWrong() {
    assertThatThrownBy(() -> new NotifySettings(0, SHORT, SHORT, SHORT, SHORT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("notify.queue");
  }
}
