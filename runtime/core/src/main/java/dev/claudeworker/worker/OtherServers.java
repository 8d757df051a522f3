package dev.claudeworker.worker;

import dev.claudeworker.event.CommittedEvents;
import dev.claudeworker.event.EventSubscriber;
import dev.claudeworker.fleet.Fleet;
import dev.claudeworker.loop.Loop;
import dev.claudeworker.spi.storage.Storage;
import dev.claudeworker.spi.task.EventTypes;
import dev.claudeworker.spi.task.TaskEvent;
import java.time.Duration;
import java.util.Set;

/**
 * Follows what other servers commit to a storage that they share: their events go to this server's subscribers, tasks that
 * they took in are looked for at once, a cancel that they accepted is met by an early heartbeat, and circuits that they opened
 * or closed are known here, too.
 */
final class OtherServers implements EventSubscriber {

  private static final Set<String> CANCELS =
      Set.of(EventTypes.TASK_CANCEL_REQUESTED, EventTypes.ORCHESTRATION_CANCELLED);

  private static final Set<String> GATES = Set.of(EventTypes.GATE_CLOSED, EventTypes.GATE_OPENED);

  private final Storage storage;
  private final CommittedEvents events;
  private final Runnable claim;
  private final Runnable renew;
  private final Fleet fleet;
  private final Circuits circuits;
  private final String actor;
  private final Loop loop = new Loop("other servers", this::follow);

  /** The last event of which the storage told. */
  private volatile long heard;

  /**
   * Follows nobody yet.
   *
   * @param claim asks for due tasks
   * @param renew renews the leases now
   * @param fleet remembers what others said
   * @param circuits the circuits as this server knows them
   * @param actor this server, as it calls itself in events
   */
  OtherServers(
      Storage storage, CommittedEvents events, Runnable claim, Runnable renew, Fleet fleet, Circuits circuits,
      String actor) {
    this.storage = storage;
    this.events = events;
    this.claim = claim;
    this.renew = renew;
    this.fleet = fleet;
    this.circuits = circuits;
    this.actor = actor;
  }

  /** Begins, if there can be others. */
  void start() {
    if (storage.info().isShared()) {
      subscribe();
      claim.run();
      loop.start();
      storage.onCommit(this::committed);
    }
  }

  void stop() {
    loop.stop();
  }

  private void subscribe() {
    events.subscribe(
        event -> CANCELS.contains(event.type()) || isGateOfOthers(event), this);
  }

  private boolean isGateOfOthers(TaskEvent event) {
    return GATES.contains(event.type()) && !event.actor().equals(actor);
  }

  /** What this server committed itself it has told already, or is about to. */
  private void committed(long head) {
    if (head > events.head()) {
      // Only wakes whoever claims: a task starts the sooner, and the events are read meanwhile.
      claim.run();
      heard = head;
      loop.wake();
    }
  }

  private Duration follow() {
    events.catchUp(heard);
    fleet.listenAgain();
    return Loop.UNTIL_WOKEN;
  }

  @Override
  public void onEvent(TaskEvent event) {
    if (CANCELS.contains(event.type())) {
      renew.run();
    } else {
      circuits.restore(storage.gates());
    }
  }

  @Override
  public void onDropped(long lastDelivered) {
    subscribe();
    renew.run();
    circuits.restore(storage.gates());
  }
}
