package dev.claudeworker.http;

import dev.claudeworker.config.ConfiguredKey;
import dev.claudeworker.plugins.PluginDescription;
import dev.claudeworker.plugins.PluginOrders;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What the interface needs to know and to order of plugins.
 *
 * @param all tells every plugin
 * @param keys tells how the keys of a plugin are set
 * @param orders changes plugins
 */
public record PluginAccess(
    Supplier<List<PluginDescription>> all, Function<String, List<ConfiguredKey>> keys, PluginOrders orders) {}
