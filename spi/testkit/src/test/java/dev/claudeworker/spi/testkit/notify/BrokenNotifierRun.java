package dev.claudeworker.spi.testkit.notify;

import dev.claudeworker.spi.notify.Notifier;
import dev.claudeworker.spi.testkit.notify.ListNotifier.Receiver;
import java.time.Duration;
import java.util.function.Function;

/** The contract on whatever notifier the starting thread has put here. Only ever started by {@link BrokenNotifierTest}. */
final class BrokenNotifierRun extends NotifierContract {

  static final ThreadLocal<Function<Receiver, Notifier>> NOTIFIERS = ThreadLocal.withInitial(() -> ListNotifier::new);

  @Override
  protected NotifierFixture newFixture() {
    return new ListFixture(NOTIFIERS.get());
  }

  @Override
  protected Duration patience() {
    return Duration.ofMillis(500);
  }
}
