package dev.claudeworker.spi.testkit.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.WorkerException;
import dev.claudeworker.spi.dag.OrchestrationStatus;
import dev.claudeworker.spi.notify.Delivery;
import dev.claudeworker.spi.notify.EventSelection;
import dev.claudeworker.spi.notify.Notification;
import dev.claudeworker.spi.notify.Notifier;
import dev.claudeworker.spi.task.EventTypes;
import dev.claudeworker.spi.testkit.NewTasks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every notifier must do. */
@Timeout(value = NotifierContract.TIMEOUT_SECONDS, unit = TimeUnit.SECONDS)
public abstract class NotifierContract {

  static final long TIMEOUT_SECONDS = 120;

  private static final String UNKNOWN_TYPE = "tomorrow.something_new";
  private static final String HOSTILE = "--help $(touch x) `id` \"'<b>&\\ \u001b[31m\r\n\u0000\u202e 😀";
  private static final int MANY = 20;

  private final List<Notifier> made = new ArrayList<>();
  private NotifierFixture fixture;

  /** For subclasses. */
  protected NotifierContract() {}

  /**
   * Makes receivers and notifiers in front of them.
   *
   * @return the fixture
   * @throws Exception if it cannot be made
   */
  protected abstract NotifierFixture newFixture() throws Exception;

  /**
   * How long one notification may take where the receiver answers at once, and how long a call may go on after it was
   * interrupted.
   *
   * @return 20 seconds
   */
  protected Duration patience() {
    return Duration.ofSeconds(20);
  }

  @BeforeEach
  final void openFixture() throws Exception {
    fixture = newFixture();
  }

  @AfterEach
  final void closeAll() throws Exception {
    made.forEach(Notifier::close);
    fixture.close();
  }

  @Test
  final void aTestIsTold() throws Exception {
    Delivery delivery = send(made(fixture.working()), Notifications.test());

    assertThat(delivery).isInstanceOf(Delivery.Delivered.class);
    assertDetails(delivery);
  }

  @Test
  final void everyEventIsToldOrDeclined() throws Exception {
    Notifier notifier = made(fixture.working());

    for (String type : EventSelection.DEFAULT.entries()) {
      assertDetails(send(notifier, Notifications.of(type)));
      assertDetails(send(notifier, Notifications.withoutTask(type, JsonObject.EMPTY)));
      assertDetails(send(notifier, Notifications.ofOrchestration(type, OrchestrationStatus.COMPLETED)));
    }
  }

  @Test
  final void anUnknownEventIsToldOrDeclined() throws Exception {
    JsonObject data = JsonObject.EMPTY.with("key", 1).with("code", "x").with("until", "never");

    assertDetails(send(made(fixture.working()), Notifications.withoutTask(UNKNOWN_TYPE, data)));
  }

  @Test
  final void strangeTextsDoNoHarm() throws Exception {
    Notifier notifier = made(fixture.working());
    NewTasks strange = NewTasks.aTask().name(HOSTILE).prompt(HOSTILE + "x".repeat(100_000)).label(HOSTILE, HOSTILE);

    assertDetails(send(notifier, Notifications.of(EventTypes.TASK_COMPLETED, strange)));
    assertDetails(send(notifier, Notifications.of(EventTypes.TASK_FAILED, strange)));
  }

  @Test
  final void manyAreToldOneAfterAnotherByDifferentThreads() throws Exception {
    Notifier notifier = made(fixture.working());

    for (int number = 0; number < MANY; number++) {
      assertThat(send(notifier, Notifications.test())).isInstanceOf(Delivery.Delivered.class);
    }
  }

  @Test
  final void theSelectionOfEventsDoesNotChange() {
    Notifier notifier = made(fixture.working());

    assertThat(notifier.events()).isNotNull().isEqualTo(notifier.events());
  }

  @Test
  final void aRefusalSaysWhyAndWhatNext() {
    Notifier notifier = made(fixture.failing());

    assertThatThrownBy(() -> send(notifier, Notifications.test())).isInstanceOfSatisfying(
        WorkerException.class, failure -> {
          assertThat(failure.getMessage()).isNotBlank();
          assertThat(failure.suggestion()).isNotBlank();
          assertShowsNoSecret(failure.getMessage() + failure.suggestion());
        });
  }

  @Test
  final void itWorksOnAfterARefusal() throws Exception {
    Notifier notifier = made(fixture.failing());

    for (int number = 0; number < 2; number++) {
      assertThatThrownBy(() -> send(notifier, Notifications.test())).isInstanceOf(WorkerException.class);
    }
  }

  @Test
  final void aHangingReceiverDoesNotHoldAnInterruptedCall() throws Exception {
    Notifier notifier = made(fixture.hanging());
    var result = new CompletableFuture<Delivery>();
    Thread call = start(notifier, Notifications.test(), result);
    call.join(Math.min(500, patience().toMillis()));
    assertThat(call.isAlive()).as("the receiver of hanging() hangs").isTrue();

    call.interrupt();

    call.join(patience().toMillis());
    assertThat(call.isAlive()).as("still in send() after an interruption").isFalse();
    assertThat(result).isCompletedExceptionally();
  }

  @Test
  final void itShowsNoSecret() {
    Notifier notifier = made(fixture.working());

    assertShowsNoSecret(notifier.toString());
  }

  @Test
  final void closingWithoutACallAndTwiceIsAllowed() {
    Notifier notifier = fixture.working();

    notifier.close();
    notifier.close();

    assertThat(notifier.events()).isNotNull();
  }

  private Notifier made(Notifier notifier) {
    made.add(notifier);
    return notifier;
  }

  private Delivery send(Notifier notifier, Notification notification) throws Exception {
    var result = new CompletableFuture<Delivery>();
    start(notifier, notification, result);
    try {
      return result.get(patience().toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException thrown) {
      throw thrown.getCause() instanceof Exception cause ? cause : thrown;
    }
  }

  private static Thread start(Notifier notifier, Notification notification, CompletableFuture<Delivery> result) {
    return Thread.ofVirtual().name("notifier contract").start(() -> {
      try {
        result.complete(notifier.send(notification));
      } catch (Throwable thrown) {
        result.completeExceptionally(thrown);
      }
    });
  }

  private void assertDetails(Delivery delivery) {
    assertThat(delivery).isNotNull();
    assertThat(delivery.details()).isNotBlank().hasSizeLessThan(Notification.MAX_DETAILS_LENGTH).doesNotContain("\n");
    assertShowsNoSecret(delivery.details());
  }

  private void assertShowsNoSecret(String text) {
    fixture.secrets().forEach(secret -> assertThat(text).doesNotContain(secret));
  }
}
