package dev.claudeworker.spi.testkit.notify;

import dev.claudeworker.spi.ErrorCode;
import dev.claudeworker.spi.WorkerException;
import dev.claudeworker.spi.notify.Delivery;
import dev.claudeworker.spi.notify.Notification;
import dev.claudeworker.spi.notify.Notifier;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A good notifier that writes headlines into a list. Broken ones override a part of it. */
class ListNotifier implements Notifier {

  static final String SECRET = "s3cr3t-0f-the-c0ntract";

  /** What its receiver does. */
  enum Receiver {
    TAKES,
    REFUSES,
    HANGS
  }

  private final Receiver receiver;
  private final List<String> told = new ArrayList<>();

  ListNotifier(Receiver receiver) {
    this.receiver = receiver;
  }

  @Override
  public Delivery send(Notification notification) throws InterruptedException {
    if (receiver == Receiver.REFUSES) {
      return refused();
    }
    if (receiver == Receiver.HANGS) {
      hang();
    }
    told.add(notification.headline());
    return new Delivery.Delivered("written as line " + told.size());
  }

  Delivery refused() {
    throw new WorkerException(ErrorCode.external("list_refuses"), "The list takes nothing.", "Use another list.");
  }

  void hang() throws InterruptedException {
    new CountDownLatch(1).await();
  }

  @Override
  public String toString() {
    return "ListNotifier";
  }
}
