package dev.claudeworker.spi.testkit.notify;

import dev.claudeworker.spi.notify.Notifier;
import dev.claudeworker.spi.testkit.notify.ListNotifier.Receiver;
import java.util.List;
import java.util.function.Function;

/** Notifiers in front of lists. */
record ListFixture(Function<Receiver, Notifier> notifiers) implements NotifierFixture {

  @Override
  public Notifier working() {
    return notifiers.apply(Receiver.TAKES);
  }

  @Override
  public Notifier failing() {
    return notifiers.apply(Receiver.REFUSES);
  }

  @Override
  public Notifier hanging() {
    return notifiers.apply(Receiver.HANGS);
  }

  @Override
  public List<String> secrets() {
    return List.of(ListNotifier.SECRET);
  }

  @Override
  public void close() {}
}
