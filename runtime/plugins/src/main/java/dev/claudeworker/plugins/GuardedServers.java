package dev.claudeworker.plugins;

import dev.claudeworker.spi.storage.RegisteredServer;
import dev.claudeworker.spi.storage.ServerEntry;
import dev.claudeworker.spi.storage.ServerRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The servers of a plugin's storage, behind its guard. */
record GuardedServers(ServerRegistry registry, PluginGuard guard) implements ServerRegistry {

  @Override
  public boolean announce(ServerEntry entry, Duration aliveFor) {
    return guard.call("to announce this server", () -> registry.announce(entry, aliveFor));
  }

  @Override
  public List<RegisteredServer> servers() {
    return guard.call("for the servers", registry::servers);
  }

  @Override
  public int forget(Instant before) {
    return guard.call("to forget servers", () -> registry.forget(before));
  }
}
