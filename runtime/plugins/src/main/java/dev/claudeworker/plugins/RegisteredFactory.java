package dev.claudeworker.plugins;

/**
 * A factory that a plugin registered.
 *
 * @param name the name by which configuration and tasks choose it
 * @param plugin the plugin that provides it; its configuration section is {@code plugins.<plugin>}
 * @param factory the factory, guarded: what it makes is guarded as well
 * @param uses hold it as long as anything that the factory made is used
 */
public record RegisteredFactory<F>(String name, String plugin, F factory, PluginUses uses) {}
