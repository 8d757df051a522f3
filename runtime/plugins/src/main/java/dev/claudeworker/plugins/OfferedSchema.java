package dev.claudeworker.plugins;

import dev.claudeworker.spi.ConfigSchema;

/**
 * The configuration keys of one factory. All factories of a plugin share its section, {@code plugins.<plugin>}.
 *
 * @param plugin the plugin that provides the factory
 * @param kind what the factory makes
 * @param schema the keys
 */
public record OfferedSchema(String plugin, FactoryKind kind, ConfigSchema schema) {}
