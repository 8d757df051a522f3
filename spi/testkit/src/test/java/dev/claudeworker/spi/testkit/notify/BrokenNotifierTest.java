package dev.claudeworker.spi.testkit.notify;

import dev.claudeworker.spi.ErrorCode;
import dev.claudeworker.spi.WorkerException;
import dev.claudeworker.spi.notify.Delivery;
import dev.claudeworker.spi.notify.EventSelection;
import dev.claudeworker.spi.notify.Notification;
import dev.claudeworker.spi.notify.Notifier;
import dev.claudeworker.spi.testkit.FailingContract;
import dev.claudeworker.spi.testkit.notify.ListNotifier.Receiver;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class BrokenNotifierTest {

  private record BrokenNotifier(String name, Function<Receiver, Notifier> notifiers, String test) {}

  @TestFactory
  Stream<DynamicTest> everyBrokenPromiseIsNoticed() {
    return Stream.of(
        new BrokenNotifier("filters tests", FiltersTests::new, "aTestIsTold"),
        new BrokenNotifier("says nothing", SaysNothing::new, "aTestIsTold"),
        new BrokenNotifier("hangs", Hangs::new, "aTestIsTold"),
        new BrokenNotifier("needs a task", NeedsTask::new, "everyEventIsToldOrDeclined"),
        new BrokenNotifier("shows its secret", ShowsSecret::new, "everyEventIsToldOrDeclined"),
        new BrokenNotifier("knows today's events only", KnowsTodaysEvents::new, "anUnknownEventIsToldOrDeclined"),
        new BrokenNotifier("takes texts as they are", TakesTextsAsTheyAre::new, "strangeTextsDoNoHarm"),
        new BrokenNotifier("belongs to a thread", BelongsToThread::new,
            "manyAreToldOneAfterAnotherByDifferentThreads"),
        new BrokenNotifier("selects at random", SelectsAtRandom::new, "theSelectionOfEventsDoesNotChange"),
        new BrokenNotifier("swallows refusals", SwallowsRefusals::new, "aRefusalSaysWhyAndWhatNext"),
        new BrokenNotifier("throws anything", ThrowsAnything::new, "aRefusalSaysWhyAndWhatNext"),
        new BrokenNotifier("tells its secret when refused", TellsSecretWhenRefused::new, "aRefusalSaysWhyAndWhatNext"),
        new BrokenNotifier("gives up after a refusal", GivesUp::new, "itWorksOnAfterARefusal"),
        new BrokenNotifier("waits on when interrupted", WaitsOn::new, "aHangingReceiverDoesNotHoldAnInterruptedCall"),
        new BrokenNotifier("calls an interruption delivered", CallsInterruptionDelivered::new,
            "aHangingReceiverDoesNotHoldAnInterruptedCall"),
        new BrokenNotifier("prints its secret", PrintsSecret::new, "itShowsNoSecret"),
        new BrokenNotifier("closes once", ClosesOnce::new, "closingWithoutACallAndTwiceIsAllowed"))
        .map(broken -> DynamicTest.dynamicTest(broken.name() + " is noticed by " + broken.test(),
            () -> FailingContract.isNoticed(BrokenNotifierRun.class, broken.test(), BrokenNotifierRun.NOTIFIERS,
                broken.notifiers())));
  }

  private static final class FiltersTests extends ListNotifier {
    private FiltersTests(Receiver receiver) {
      super(receiver);
    }

    @Override
    public Delivery send(Notification notification) throws InterruptedException {
      return notification.task().isEmpty() ? new Delivery.NotWanted("no task") : super.send(notification);
    }
  }

  private static final class SaysNothing extends ListNotifier {
    private SaysNothing(Receiver receiver) {
      super(receiver);
    }

    @Override
    public Delivery send(Notification notification) {
      return new Delivery.Delivered("");
    }
  }

  private static final class Hangs extends ListNotifier {
    private Hangs(Receiver receiver) {
      super(Receiver.HANGS);
    }
  }

  private static final class NeedsTask extends ListNotifier {
    private NeedsTask(Receiver receiver) {
      super(receiver);
    }

    @Override
    public Delivery send(Notification notification) {
      return new Delivery.Delivered(notification.task().orElseThrow().promptPreview());
    }
  }

  private static final class ShowsSecret extends ListNotifier {
    private ShowsSecret(Receiver receiver) {
      super(receiver);
    }

    @Override
    public Delivery send(Notification notification) {
      return new Delivery.Delivered("posted to https://example.com/" + SECRET);
    }
  }

  private static final class KnowsTodaysEvents extends ListNotifier {
    private KnowsTodaysEvents(Receiver receiver) {
      super(receiver);
    }

    @Override
    public Delivery send(Notification notification) throws InterruptedException {
      if (!EventSelection.DEFAULT.contains(notification.event().type())) {
        throw new IllegalArgumentException(notification.event().type());
      }
      return super.send(notification);
    }
  }

  private static final class TakesTextsAsTheyAre extends ListNotifier {
    private TakesTextsAsTheyAre(Receiver receiver) {
      super(receiver);
    }

    @Override
    public Delivery send(Notification notification) {
      return new Delivery.Delivered(notification.task().flatMap(task -> task.settings().name()).orElse("nothing"));
    }
  }

  private static final class BelongsToThread extends ListNotifier {
    private final ThreadLocal<Boolean> first = ThreadLocal.withInitial(() -> true);
    private boolean used;

    private BelongsToThread(Receiver receiver) {
      super(receiver);
    }

    @Override
    public Delivery send(Notification notification) throws InterruptedException {
      if (used && first.get()) {
        throw new IllegalStateException("another thread");
      }
      used = true;
      first.set(false);
      return super.send(notification);
    }
  }

  private static final class SelectsAtRandom extends ListNotifier {
    private SelectsAtRandom(Receiver receiver) {
      super(receiver);
    }

    @Override
    public EventSelection events() {
      return EventSelection.of("task.x" + UUID.randomUUID().toString().replace('-', '_'));
    }
  }

  private static final class SwallowsRefusals extends ListNotifier {
    private SwallowsRefusals(Receiver receiver) {
      super(receiver);
    }

    @Override
    Delivery refused() {
      return new Delivery.Delivered("refused");
    }
  }

  private static final class ThrowsAnything extends ListNotifier {
    private ThrowsAnything(Receiver receiver) {
      super(receiver);
    }

    @Override
    Delivery refused() {
      throw new IllegalStateException("refused");
    }
  }

  private static final class TellsSecretWhenRefused extends ListNotifier {
    private TellsSecretWhenRefused(Receiver receiver) {
      super(receiver);
    }

    @Override
    Delivery refused() {
      throw new WorkerException(ErrorCode.external("refused"), "Not at https://example.com/" + SECRET, "Wait.");
    }
  }

  private static final class GivesUp extends ListNotifier {
    private boolean gaveUp;

    private GivesUp(Receiver receiver) {
      super(receiver);
    }

    @Override
    Delivery refused() {
      if (gaveUp) {
        return new Delivery.NotWanted("gave up");
      }
      gaveUp = true;
      return super.refused();
    }
  }

  private static final class WaitsOn extends ListNotifier {
    private WaitsOn(Receiver receiver) {
      super(receiver);
    }

    @Override
    void hang() {
      var never = new CountDownLatch(1);
      boolean hangs = true;
      while (hangs) {
        try {
          never.await();
          hangs = false;
        } catch (InterruptedException ignored) {
          // that is what is wrong with it
        }
      }
    }
  }

  private static final class CallsInterruptionDelivered extends ListNotifier {
    private CallsInterruptionDelivered(Receiver receiver) {
      super(receiver);
    }

    @Override
    void hang() {
      try {
        super.hang();
      } catch (InterruptedException ignored) {
        // that is what is wrong with it
      }
    }
  }

  private static final class PrintsSecret extends ListNotifier {
    private PrintsSecret(Receiver receiver) {
      super(receiver);
    }

    @Override
    public String toString() {
      return "notifier with the key " + SECRET;
    }
  }

  private static final class ClosesOnce extends ListNotifier {
    private boolean closed;

    private ClosesOnce(Receiver receiver) {
      super(receiver);
    }

    @Override
    public void close() {
      if (closed) {
        throw new IllegalStateException("closed already");
      }
      closed = true;
    }
  }
}
