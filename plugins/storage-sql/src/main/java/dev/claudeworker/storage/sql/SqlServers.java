package dev.claudeworker.storage.sql;

import dev.claudeworker.spi.storage.RegisteredServer;
import dev.claudeworker.spi.storage.ServerEntry;
import dev.claudeworker.spi.storage.ServerRegistry;
import dev.claudeworker.storage.sql.table.ServerMapper;
import dev.claudeworker.storage.sql.table.ServerMapper.RunningCount;
import dev.claudeworker.storage.sql.table.ServerRow;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The servers of a store. Not synced: each says what it is again and again. */
final class SqlServers implements ServerRegistry {

  private final SqlBackend backend;
  private final Reader reader;
  private final Writer writer;

  SqlServers(SqlBackend backend, Reader reader, Writer writer) {
    this.backend = backend;
    this.reader = reader;
    this.writer = writer;
  }

  @Override
  public boolean announce(ServerEntry entry, Duration aliveFor) {
    Instant seen = now();
    ServerRow row = new ServerRow(entry, seen, seen.plus(aliveFor));
    return writer.commit(open -> {
      ServerMapper servers = open.mappers().servers();
      List<ServerRow> before = servers.lock(entry.holder().server());
      if (before.stream().anyMatch(other -> other.isLaterThan(entry))) {
        return false;
      }
      if (before.isEmpty()) {
        servers.insert(row);
      } else {
        servers.update(row);
      }
      Batches.flushAll(open.session());
      return true;
    });
  }

  @Override
  public List<RegisteredServer> servers() {
    Instant now = now();
    return reader.read(mappers -> {
      Map<String, Integer> running = mappers.servers()
          .running()
          .stream()
          .collect(Collectors.toMap(RunningCount::server, RunningCount::attempts));
      return mappers.servers()
          .all()
          .stream()
          .map(row -> row.registered(running.getOrDefault(row.entry().holder().server(), 0), now))
          .toList();
    });
  }

  @Override
  public int forget(Instant before) {
    return writer.commit(open -> {
      open.mappers().servers().forget(before);
      return Math.toIntExact(Batches.flush(open.session()).stream().filter(met -> met).count());
    });
  }

  private Instant now() {
    return backend.now().truncatedTo(ChronoUnit.MICROS);
  }
}
