package dev.claudeworker.cli.client;

/**
 * A server that runs.
 *
 * @param api its API
 * @param started whether it was started just now
 */
public record StartedServer(ServerApi api, boolean started) {}
