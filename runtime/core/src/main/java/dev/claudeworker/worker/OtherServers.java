package dev.claudeworker.worker;

import dev.claudeworker.event.CommittedEvents;
import dev.claudeworker.event.EventSubscriber;
import dev.claudeworker.loop.Loop;
import dev.claudeworker.spi.storage.Storage;
import dev.claudeworker.spi.storage.StorageCapability;
import dev.claudeworker.spi.task.EventTypes;
import dev.claudeworker.spi.task.TaskEvent;
import java.time.Duration;
import java.util.Set;

/**
 * Follows what other servers commit to a storage that they share: their events go to this server's subscribers, tasks that
 * they took in are looked for at once, and a cancel that they accepted is met by an early heartbeat.
 */
final class OtherServers implements EventSubscriber {

  private static final Set<String> CANCELS =
      Set.of(EventTypes.TASK_CANCEL_REQUESTED, EventTypes.ORCHESTRATION_CANCELLED);

  private final Storage storage;
  private final CommittedEvents events;
  private final Runnable claim;
  private final Runnable renew;
  private final Loop loop = new Loop("other servers", this::follow);

  /**
   * Follows nobody yet.
   *
   * @param claim asks for due tasks
   * @param renew renews the leases now
   */
  OtherServers(Storage storage, CommittedEvents events, Runnable claim, Runnable renew) {
    this.storage = storage;
    this.events = events;
    this.claim = claim;
    this.renew = renew;
  }

  /** Begins, if there can be others. */
  void start() {
    if (storage.info().capabilities().contains(StorageCapability.SHARED)) {
      subscribe();
      loop.start();
      storage.onCommit(this::committed);
    }
  }

  void stop() {
    loop.stop();
  }

  private void subscribe() {
    events.subscribe(event -> CANCELS.contains(event.type()), this);
  }

  /** What this server committed itself it has told already, or is about to. */
  private void committed(long head) {
    if (head > events.head()) {
      loop.wake();
    }
  }

  private Duration follow() {
    events.catchUp();
    claim.run();
    return Loop.UNTIL_WOKEN;
  }

  @Override
  public void onEvent(TaskEvent event) {
    renew.run();
  }

  @Override
  public void onDropped(long lastDelivered) {
    subscribe();
    renew.run();
  }
}
