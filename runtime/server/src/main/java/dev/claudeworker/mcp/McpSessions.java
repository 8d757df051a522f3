package dev.claudeworker.mcp;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** The sessions of clients with a handshake: bounded in number, forgotten when idle. Safe for use from any thread. */
public final class McpSessions {

  private final ToolSettings settings;
  private final InstantSource clock;
  private final Supplier<UUID> ids;

  /** By id. Guarded by this. */
  private final Map<String, McpSession> sessions = new LinkedHashMap<>();

  /** Without sessions. */
  public McpSessions(ToolSettings settings, InstantSource clock, Supplier<UUID> ids) {
    this.settings = settings;
    this.clock = clock;
    this.ids = ids;
  }

  /** Opens a session in a revision of the protocol. If there are too many, the one idle for longest goes. */
  synchronized McpSession open(String version) {
    Instant now = clock.instant();
    List.copyOf(sessions.values()).stream().filter(session -> isIdle(session, now)).forEach(this::end);
    if (sessions.size() >= settings.maxSessions()) {
      sessions.values().stream().min(Comparator.comparing(McpSession::lastUsed)).ifPresent(this::end);
    }
    var opened = new McpSession(ids.get().toString(), version, now, settings.maxResumable());
    sessions.put(opened.id(), opened);
    return opened;
  }

  /** An open session, which counts as used. */
  public synchronized Optional<McpSession> find(String id) {
    Instant now = clock.instant();
    Optional<McpSession> found = Optional.ofNullable(sessions.get(id)).filter(session -> !isIdle(session, now));
    found.ifPresent(session -> session.used(now));
    return found;
  }

  /** Ends a session; false if there is none. */
  public synchronized boolean close(String id) {
    Optional<McpSession> session = Optional.ofNullable(sessions.get(id));
    session.ifPresent(this::end);
    return session.isPresent();
  }

  /** Ends them all. */
  public synchronized void close() {
    List.copyOf(sessions.values()).forEach(this::end);
  }

  private void end(McpSession session) {
    sessions.remove(session.id());
    session.close();
  }

  private boolean isIdle(McpSession session, Instant now) {
    return session.lastUsed().plus(settings.sessionIdle()).isBefore(now);
  }
}
