package dev.claudeworker.spi.testkit.memory;

import dev.claudeworker.spi.storage.RegisteredServer;
import dev.claudeworker.spi.storage.ServerEntry;
import dev.claudeworker.spi.storage.ServerRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The servers. Used under the lock of the store. */
final class ServerTable implements ServerRegistry {

  private final Tables tables;
  private final Supplier<Instant> now;

  /** {@code now} by the lease clock. */
  ServerTable(Tables tables, Supplier<Instant> now) {
    this.tables = tables;
    this.now = now;
  }

  @Override
  public boolean announce(ServerEntry entry, Duration aliveFor) {
    String id = entry.holder().server();
    Optional<ServerEntry> before = tables.servers.get(id).map(RegisteredServer::entry);
    if (before.filter(other -> isLater(other, entry)).isPresent()) {
      return false;
    }
    Instant seen = now.get();
    tables.servers.put(id, new RegisteredServer(entry, 0, seen, Precision.micros(seen.plus(aliveFor)), true));
    tables.commit();
    return true;
  }

  private static boolean isLater(ServerEntry other, ServerEntry entry) {
    return !other.holder().equals(entry.holder()) && other.started().isAfter(entry.started());
  }

  @Override
  public List<RegisteredServer> servers() {
    return tables.servers.all()
        .stream()
        .map(this::current)
        .sorted(Comparator.comparing((RegisteredServer row) -> row.entry().name()).thenComparing(RegisteredServer::id))
        .toList();
  }

  private RegisteredServer current(RegisteredServer row) {
    return new RegisteredServer(
        row.entry(), running(row.id()), row.seen(), row.aliveUntil(), row.aliveUntil().isAfter(now.get()));
  }

  private int running(String id) {
    return (int) tables.running.all().stream().filter(row -> row.attempt().server().equals(id)).count();
  }

  @Override
  public int forget(Instant before) {
    List<String> old = tables.servers.all()
        .stream()
        .filter(row -> row.aliveUntil().isBefore(before) && running(row.id()) == 0)
        .map(RegisteredServer::id)
        .toList();
    old.forEach(tables.servers::remove);
    tables.commit();
    return old.size();
  }
}
