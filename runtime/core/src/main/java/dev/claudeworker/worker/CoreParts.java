package dev.claudeworker.worker;

import dev.claudeworker.process.ProcessRoom;
import dev.claudeworker.spi.storage.LeaseHolder;
import dev.claudeworker.spi.storage.Storage;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * What the core is built from.
 *
 * @param storage the open storage; closed by its owner after the core has stopped
 * @param executors the executors
 * @param processes starts and adopts children; closed by its owner after the core has stopped
 * @param clock the time of everything but leases
 * @param elapsed the time by which timeouts of attempts run; nobody sets it
 * @param random ids and jitter; must be safe for use from any thread
 * @param home the home directory
 * @param server this server's id, the same over restarts, and its incarnation, new with every start
 * @param serverEnvironment the environment of the server process; holds secrets
 * @param queueAccess lets attempts use the queue
 */
public record CoreParts(
    Storage storage,
    ExecutorCatalog executors,
    ProcessRoom processes,
    InstantSource clock,
    InstantSource elapsed,
    RandomGenerator random,
    Path home,
    LeaseHolder server,
    Map<String, String> serverEnvironment,
    QueueAccessSource queueAccess) {

  /** Tasks may not use the queue, and the clock is one that nobody sets. */
  public CoreParts(
      Storage storage,
      ExecutorCatalog executors,
      ProcessRoom processes,
      InstantSource clock,
      RandomGenerator random,
      Path home,
      LeaseHolder server,
      Map<String, String> serverEnvironment) {
    this(storage, executors, processes, clock, clock, random, home, server, serverEnvironment, QueueAccessSource.NONE);
  }

  /** Copies the map. */
  public CoreParts {
    serverEnvironment = Map.copyOf(serverEnvironment);
  }

  /** The same with another clock. */
  CoreParts with(InstantSource other) {
    return new CoreParts(storage, executors, processes, other, elapsed, random, home, server, serverEnvironment,
        queueAccess);
  }

  /** Without the environment, which holds secrets. */
  @Override
  public String toString() {
    return "CoreParts[server=" + server + ", home=" + home + "]";
  }
}
