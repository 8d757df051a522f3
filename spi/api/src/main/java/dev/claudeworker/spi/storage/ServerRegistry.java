package dev.claudeworker.spi.storage;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The servers that share a storage, by their id. As safe, and as closed, as the {@link Storage} it comes from. What it keeps
 * need not be durable: every server says it again and again.
 */
public interface ServerRegistry {

  /** Of a storage that knows no servers. */
  ServerRegistry NONE = new ServerRegistry() {
    @Override
    public boolean announce(ServerEntry entry, Duration aliveFor) {
      return true;
    }

    @Override
    public List<RegisteredServer> servers() {
      return List.of();
    }

    @Override
    public int forget(Instant before) {
      return 0;
    }
  };

  /**
   * Adds a server or renews what is known of it. Of two starts of one id the later one, by {@link ServerEntry#started}, has
   * the row: two servers with the same id are a mistake, and the older one learns of it here.
   *
   * @param entry what to keep
   * @param aliveFor for how long it counts as alive; zero = it says good-bye
   * @return false if a later start of the same id has the row; nothing is written then
   */
  boolean announce(ServerEntry entry, Duration aliveFor);

  /**
   * All servers, also those that have fallen silent.
   *
   * @return by name and id
   */
  List<RegisteredServer> servers();

  /**
   * Forgets servers that have fallen silent or left long ago and hold no lease.
   *
   * @param before only those that were alive until before this moment, by the storage's clock
   * @return how many there were
   */
  int forget(Instant before);
}
