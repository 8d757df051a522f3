package dev.claudeworker.http;

import java.time.Duration;
import java.util.Set;

/**
 * Bounds of the HTTP interface.
 *
 * @param maxBodyBytes {@code server.max_body}
 * @param idleTimeout {@code server.idle_timeout}
 * @param headerTimeout {@code server.header_timeout}
 * @param requestTimeout {@code server.request_timeout}
 * @param maxHeaderBytes {@code server.max_header}
 * @param maxConnections {@code server.max_connections}
 * @param sendBufferBytes {@code server.send_buffer}
 * @param maxStreams {@code server.max_streams}
 * @param streamKeepAlive {@code server.stream_keep_alive}
 * @param streamWriteTimeout {@code server.stream_write_timeout}
 * @param allowedOrigins {@code server.allowed_origins}
 */
public record HttpSettings(
    long maxBodyBytes,
    Duration idleTimeout,
    Duration headerTimeout,
    Duration requestTimeout,
    int maxHeaderBytes,
    int maxConnections,
    int sendBufferBytes,
    int maxStreams,
    Duration streamKeepAlive,
    Duration streamWriteTimeout,
    Set<String> allowedOrigins) {

  /** Copies the set. */
  public HttpSettings {
    allowedOrigins = Set.copyOf(allowedOrigins);
  }
}
