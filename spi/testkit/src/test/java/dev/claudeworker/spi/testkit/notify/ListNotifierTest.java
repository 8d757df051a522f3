package dev.claudeworker.spi.testkit.notify;

/** The contract on a good notifier. */
final class ListNotifierTest extends NotifierContract {

  @Override
  protected NotifierFixture newFixture() {
    return new ListFixture(ListNotifier::new);
  }
}
