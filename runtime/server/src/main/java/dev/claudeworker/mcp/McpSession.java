package dev.claudeworker.mcp;

import dev.claudeworker.spi.JsonValue;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What is remembered of a client with a handshake. Safe for use from any thread. */
public final class McpSession {

  private final String id;
  private final String version;
  private final Map<JsonValue, Thread> running = new ConcurrentHashMap<>();
  private volatile String logLevel = LogLevel.DEFAULT;
  private volatile Instant lastUsed;

  /** Addresses of resources. Guarded by this. */
  private final Set<String> subscriptions = new LinkedHashSet<>();

  /** Calls that were to become tasks and were over at once, by the id of the task. Guarded by this. */
  private final Map<String, FollowedWork.Found> ended = new LinkedHashMap<>();

  private final KeptStreams streams;

  /** Work that this client began, by its handle, with the status that it was last told. Guarded by this. */
  private final Map<String, String> followed = new LinkedHashMap<>();

  McpSession(String id, String version, Instant now, int maxResumable) {
    this.id = id;
    this.streams = new KeptStreams(maxResumable);
    this.version = version;
    this.lastUsed = now;
  }

  /** Its id, hard to guess. */
  public String id() {
    return id;
  }

  /** The revision of the protocol that was agreed on. */
  String version() {
    return version;
  }

  /** Its streams. */
  public KeptStreams streams() {
    return streams;
  }

  /** It is over: what still runs for it is of use to nobody. */
  void close() {
    streams.close();
  }

  /** Notes that a resource is to be watched; false if there are too many. */
  synchronized boolean subscribe(String uri, int most) {
    return subscriptions.contains(uri) || (subscriptions.size() < most && subscriptions.add(uri));
  }

  synchronized void unsubscribe(String uri) {
    subscriptions.remove(uri);
  }

  synchronized Set<String> subscriptions() {
    return Set.copyOf(subscriptions);
  }

  /** Notes that changes of a task are to be told; beyond so many the oldest is left out. */
  synchronized void follow(String task, String status, int most) {
    followed.put(task, status);
    if (followed.size() > most) {
      followed.remove(followed.keySet().iterator().next());
    }
  }

  synchronized Set<String> followed() {
    return Set.copyOf(followed.keySet());
  }

  synchronized void unfollow(String task) {
    followed.remove(task);
  }

  /** Notes the status of a task; false if the client knows it. */
  synchronized boolean isNews(String task, String status) {
    return followed.containsKey(task) && !status.equals(followed.put(task, status));
  }

  /** Keeps a result that will be asked for; the oldest goes if there are too many. */
  synchronized void keep(FollowedWork.Found over, int most) {
    ended.put(over.id(), over);
    if (ended.size() > most) {
      ended.remove(ended.keySet().iterator().next());
    }
  }

  synchronized Optional<FollowedWork.Found> kept(String task) {
    return Optional.ofNullable(ended.get(task));
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
