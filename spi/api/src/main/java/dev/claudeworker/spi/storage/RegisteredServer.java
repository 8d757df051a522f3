package dev.claudeworker.spi.storage;

import java.time.Instant;

/**
 * A server as the storage knows it. Times are by the storage's clock.
 *
 * @param entry what it said last
 * @param running how many attempts hold a lease in its name
 * @param seen when it said so
 * @param aliveUntil until when it counts as alive without another word
 * @param alive whether that moment is still to come
 */
public record RegisteredServer(ServerEntry entry, int running, Instant seen, Instant aliveUntil, boolean alive) {

  /**
   * Its id.
   *
   * @return the same over its restarts
   */
  public String id() {
    return entry.holder().server();
  }

  /**
   * Whether it said good-bye, rather than falling silent.
   *
   * @return false while it is alive
   */
  public boolean left() {
    return !alive && !aliveUntil.isAfter(seen);
  }

  /**
   * How many more attempts it can begin.
   *
   * @return 0 for a server that is not alive
   */
  public int free() {
    return alive ? Math.max(0, entry.slots() - running) : 0;
  }
}
