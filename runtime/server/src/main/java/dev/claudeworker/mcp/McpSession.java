package dev.claudeworker.mcp;

import dev.claudeworker.spi.JsonValue;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What is remembered of a client with a handshake. Safe for use from any thread. */
public final class McpSession {

  private final String id;
  private final String version;
  private final Map<JsonValue, Thread> running = new ConcurrentHashMap<>();
  private volatile String logLevel = LogLevel.DEFAULT;
  private volatile Instant lastUsed;

  McpSession(String id, String version, Instant now) {
    this.id = id;
    this.version = version;
    this.lastUsed = now;
  }

  /** Its id, hard to guess. */
  public String id() {
    return id;
  }

  String version() {
    return version;
  }

  String logLevel() {
    return logLevel;
  }

  void logLevel(String level) {
    logLevel = level;
  }

  Instant lastUsed() {
    return lastUsed;
  }

  void used(Instant now) {
    lastUsed = now;
  }

  /** Notes who works on a request, so that it can be cancelled. */
  public void begun(JsonValue request, Thread worker) {
    running.put(request, worker);
  }

  /** Forgets a request. */
  public void ended(JsonValue request) {
    running.remove(request);
  }

  /** Interrupts whoever works on a request; nothing happens if it has ended. */
  public void cancel(JsonValue request) {
    Thread worker = running.get(request);
    if (worker != null) {
      worker.interrupt();
    }
  }
}
