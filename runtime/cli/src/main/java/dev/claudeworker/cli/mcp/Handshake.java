package dev.claudeworker.cli.mcp;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What a handshake settled, and how to repeat it with a server that has forgotten. Safe for use from any thread. */
final class Handshake {

  /** All guarded by this. */
  private Optional<ClientMessage> initialize = Optional.empty();
  private Optional<ClientMessage> initialized = Optional.empty();
  private Optional<String> session = Optional.empty();
  private Optional<String> version = Optional.empty();

  synchronized void asked(ClientMessage message) {
    initialize = Optional.of(message);
  }

  synchronized void confirmed(ClientMessage message) {
    initialized = Optional.of(message);
  }

  synchronized void settled(Optional<String> opened, Optional<String> agreed) {
    session = opened;
    version = agreed;
  }

  synchronized Optional<String> session() {
    return session;
  }

  synchronized Optional<ClientMessage> initialize() {
    return initialize;
  }

  synchronized Optional<ClientMessage> initialized() {
    return initialized;
  }

  /** Headers of every message after the handshake. */
  synchronized Map<String, String> headers() {
    Map<String, String> headers = new LinkedHashMap<>();
    session.ifPresent(id -> headers.put(Upstream.SESSION, id));
    version.ifPresent(agreed -> headers.put("MCP-Protocol-Version", agreed));
    return headers;
  }
}
