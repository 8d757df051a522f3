package dev.claudeworker.http;

import dev.claudeworker.spi.notify.Delivery;
import java.util.List;

/** The notifiers, whether they are used or not. */
public interface NotifierDirectory {

  /**
   * All notifiers that plugins offer.
   *
   * @return them by name
   */
  List<NotifierView> list();

  /**
   * Sends a test and waits for what becomes of it.
   *
   * @param name a notifier that is used
   * @param actor who asks
   * @return what became of it
   * @throws dev.claudeworker.spi.WorkerException if it is not used, or it failed
   * @throws InterruptedException if the waiting thread is interrupted
   */
  Delivery test(String name, String actor) throws InterruptedException;
}
