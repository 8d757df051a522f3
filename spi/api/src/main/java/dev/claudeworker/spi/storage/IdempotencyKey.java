package dev.claudeworker.spi.storage;

/**
 * Makes a request repeatable.
 *
 * @param project keys are unique per project
 * @param key chosen by the client, 1 to 255 characters
 * @param requestHash hash of the request; the same key with another hash is refused
 */
public record IdempotencyKey(String project, String key, String requestHash) {}
