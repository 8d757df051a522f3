package dev.claudeworker;

import dev.claudeworker.plugins.PluginUses.Hold;
import dev.claudeworker.spi.notify.Delivery;
import dev.claudeworker.spi.notify.EventSelection;
import dev.claudeworker.spi.notify.Notification;
import dev.claudeworker.spi.notify.Notifier;

/** A notifier whose plugin stays loaded until it is closed. */
record HeldNotifier(Notifier notifier, Hold hold) implements Notifier {

  @Override
  public EventSelection events() {
    return notifier.events();
  }

  @Override
  public Delivery send(Notification notification) throws InterruptedException {
    return notifier.send(notification);
  }

  @Override
  public void close() {
    try {
      notifier.close();
    } finally {
      hold.close();
    }
  }
}
