package dev.claudeworker.faults;

import java.util.List;

/**
 * A place of the server's code at which it is killed.
 *
 * @param name for people
 * @param method as the agent wants it: {@code a/b/C.method}
 * @param before whether before the body of the method, or when it returns
 * @param mostVisits it is killed at one of the first so many visits
 */
record CrashPoint(String name, String method, boolean before, int mostVisits) {

  private static final String CORE = "dev/claudeworker/";
  private static final String SQL = CORE + "storage/sql/";

  static final List<CrashPoint> ALL = List.of(
      before("a submission comes to the committer", CORE + "queue/GroupCommitter.enqueue", 20),
      before("a group is about to be written", CORE + "queue/GroupWriter.write", 20),
      after("a group is written and not committed", SQL + "group/GroupTransaction.run", 20),
      after("a group is committed and not synced", SQL + "GroupCommit.committed", 20),
      before("a group is durable and not answered", CORE + "queue/GroupWriter.tell", 20),
      before("events are about to be published", CORE + "event/CommittedEvents.publish", 20),
      before("tasks are claimed and none is started", CORE + "worker/Dispatcher.claimed", 5),
      before("a child is about to be started", CORE + "process/ChildSpawner.spawn", 5),
      after("a child is started and its pid is not known", CORE + "process/ChildSpawner.spawn", 5),
      before("leases are about to be renewed", CORE + "lease/Heartbeat.beat", 1),
      before("an outcome is read and not decided", CORE + "worker/AttemptRunner.handOver", 5),
      after("an outcome is decided and not committed", CORE + "worker/AttemptFinisher.decide", 5),
      after("dependents are released and not committed", SQL + "group/Cascade.run", 8),
      before("attempts are about to be adopted", CORE + "worker/Recovery.takeOver", 1),
      after("attempts are adopted", CORE + "worker/Recovery.takeOver", 1),
      before("attempts are let go by a stopping server", CORE + "worker/Shutdown.endAttempts", 1));

  /** Whether the server only comes there when it is asked to stop. */
  boolean whileStopping() {
    return method.contains("Shutdown");
  }

  /** What the agent is told. */
  String place(int visit) {
    return method + ":" + (before ? "before" : "after") + ":" + visit;
  }

  private static CrashPoint before(String name, String method, int mostVisits) {
    return new CrashPoint(name, method, true, mostVisits);
  }

  private static CrashPoint after(String name, String method, int mostVisits) {
    return new CrashPoint(name, method, false, mostVisits);
  }
}
