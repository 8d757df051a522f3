package dev.claudeworker.config;

/**
 * A value for a plugin's key that a key of the server implies, as {@code storage.database} does.
 *
 * @param key the plugin's key
 * @param value its value
 * @param origin where the server's key was set
 */
public record ImpliedValue(String key, String value, Origin origin) {}
