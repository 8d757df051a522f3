package dev.claudeworker.config;

import dev.claudeworker.spi.ConfigKey;
import dev.claudeworker.spi.JsonValue;
import java.util.Optional;

/**
 * A key of a plugin as it stands in the configuration.
 *
 * @param key the key
 * @param value its value as it was written, a secret masked unless it only says where it stands; empty = not set
 * @param origin where it was set
 */
public record ConfiguredKey(ConfigKey key, Optional<JsonValue> value, Origin origin) {}
