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
 * @param random ids and jitter; must be safe for use from any thread
 * @param home the home directory
 * @param server this server's id, the same over restarts, and its incarnation, new with every start
 * @param serverEnvironment the environment of the server process; holds secrets
 */
public record CoreParts(
    Storage storage,
    ExecutorCatalog executors,
    ProcessRoom processes,
    InstantSource clock,
    RandomGenerator random,
    Path home,
    LeaseHolder server,
    Map<String, String> serverEnvironment) {

  /** Copies the map. */
  public CoreParts {
    serverEnvironment = Map.copyOf(serverEnvironment);
  }

  /** The same with another clock. */
  CoreParts with(InstantSource other) {
    return new CoreParts(storage, executors, processes, other, random, home, server, serverEnvironment);
  }

  /** Without the environment, which holds secrets. */
  @Override
  public String toString() {
    return "CoreParts[server=" + server + ", home=" + home + "]";
  }
}
