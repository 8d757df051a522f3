package dev.claudeworker.spi.testkit.notify;

import dev.claudeworker.spi.notify.Notifier;
import java.util.List;

/** A notifier in front of receivers of three kinds. The contract closes every notifier that it gets here. */
public interface NotifierFixture extends AutoCloseable {

  /**
   * A notifier whose receiver takes everything at once.
   *
   * @return a new one at every call
   */
  Notifier working();

  /**
   * A notifier whose receiver refuses everything.
   *
   * @return a new one at every call
   */
  Notifier failing();

  /**
   * A notifier whose receiver never answers, with time limits of its own that are longer than the patience of the contract.
   *
   * @return a new one at every call
   */
  Notifier hanging();

  /**
   * What the notifiers were given and must never show: keys, addresses that work like passwords.
   *
   * @return the texts, none if they have no secrets
   */
  List<String> secrets();

  /** Releases the receivers. */
  @Override
  void close();
}
