package dev.claudeworker.notify;

import dev.claudeworker.spi.notify.Delivery;
import dev.claudeworker.spi.notify.EventSelection;
import dev.claudeworker.spi.notify.Notification;
import dev.claudeworker.spi.notify.Notifier;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A notifier that does what a test says and keeps what it was told. */
final class TestNotifier implements Notifier {

  /** What happens in a call. */
  @FunctionalInterface
  interface Behaviour {

    Delivery send(Notification notification) throws InterruptedException;
  }

  private final Behaviour behaviour;
  private final EventSelection events;
  private final LinkedBlockingQueue<Notification> told = new LinkedBlockingQueue<>();
  final CountDownLatch closed = new CountDownLatch(1);

  TestNotifier(EventSelection events, Behaviour behaviour) {
    this.events = events;
    this.behaviour = behaviour;
  }

  TestNotifier(Behaviour behaviour) {
    this(EventSelection.DEFAULT, behaviour);
  }

  static TestNotifier obedient() {
    return new TestNotifier(_ -> new Delivery.Delivered("told"));
  }

  @Override
  public EventSelection events() {
    return events;
  }

  @Override
  public Delivery send(Notification notification) throws InterruptedException {
    told.add(notification);
    return behaviour.send(notification);
  }

  @Override
  public void close() {
    closed.countDown();
  }

  /** The next notification it got; fails if there is none for a while. */
  Notification next() throws InterruptedException {
    Notification next = told.poll(20, TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("nothing was told");
    }
    return next;
  }

  int count() {
    return told.size();
  }
}
