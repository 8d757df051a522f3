package dev.claudeworker.plugins;

import dev.claudeworker.spi.notify.Delivery;
import dev.claudeworker.spi.notify.EventSelection;
import dev.claudeworker.spi.notify.Notification;
import dev.claudeworker.spi.notify.Notifier;

/** A plugin's notifier behind its guard. */
record GuardedNotifier(Notifier notifier, PluginGuard guard) implements Notifier {

  @Override
  public EventSelection events() {
    return guard.call("for the events it wants", notifier::events);
  }

  @Override
  public Delivery send(Notification notification) throws InterruptedException {
    return guard.interruptibly("to tell " + notification.event().type(), () -> notifier.send(notification));
  }

  @Override
  public void close() {
    guard.run("to close its notifier", notifier::close);
  }
}
