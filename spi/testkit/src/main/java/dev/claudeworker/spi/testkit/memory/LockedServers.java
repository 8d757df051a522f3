package dev.claudeworker.spi.testkit.memory;

import dev.claudeworker.spi.storage.RegisteredServer;
import dev.claudeworker.spi.storage.ServerEntry;
import dev.claudeworker.spi.storage.ServerRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The servers under the lock of the store. */
record LockedServers(ServerRegistry rows, LockedGraphReads.Lock lock) implements ServerRegistry {

  @Override
  public boolean announce(ServerEntry entry, Duration aliveFor) {
    return lock.locked(() -> rows.announce(entry, aliveFor));
  }

  @Override
  public List<RegisteredServer> servers() {
    return lock.locked(rows::servers);
  }

  @Override
  public int forget(Instant before) {
    return lock.locked(() -> rows.forget(before));
  }
}
