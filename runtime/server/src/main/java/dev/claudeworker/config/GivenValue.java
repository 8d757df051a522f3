package dev.claudeworker.config;

import dev.claudeworker.spi.JsonValue;

/**
 * A value as somebody wrote it, not checked yet.
 *
 * @param value the value
 * @param origin where it stands
 */
public record GivenValue(JsonValue value, Origin origin) {}
