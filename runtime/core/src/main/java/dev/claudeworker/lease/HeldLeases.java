package dev.claudeworker.lease;

import dev.claudeworker.spi.storage.Renewal;
import dev.claudeworker.spi.task.Lease;
import dev.claudeworker.spi.task.TaskId;
import java.util.List;

/** The attempts that this process is running, as the keepers of leases see them. Quick, from any thread. */
public interface HeldLeases {

  /** The leases of all attempts whose end is not stored yet. */
  List<Lease> leases();

  /** Whether this process holds an attempt of the task. */
  boolean holds(TaskId task);

  /** No lease could be renewed in time: all of them are to be given up, since other servers are about to take the tasks. */
  void overdue();

  /** What became of a lease: still held, lost, or to be ended by a cancel that came from elsewhere. */
  void renewed(Renewal renewal);
}
