package dev.claudeworker.http;

import java.time.Duration;

/**
 * Bounds of the HTTP interface.
 *
 * @param maxBodyBytes {@code server.max_body}
 * @param idleTimeout {@code server.idle_timeout}
 * @param requestTimeout {@code server.request_timeout}
 * @param maxStreams {@code server.max_streams}
 * @param streamKeepAlive {@code server.stream_keep_alive}
 * @param streamWriteTimeout {@code server.stream_write_timeout}
 */
public record HttpSettings(
    long maxBodyBytes,
    Duration idleTimeout,
    Duration requestTimeout,
    int maxStreams,
    Duration streamKeepAlive,
    Duration streamWriteTimeout) {}
