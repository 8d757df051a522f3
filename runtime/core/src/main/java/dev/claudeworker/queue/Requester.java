package dev.claudeworker.queue;

/**
 * Who asks for a change.
 *
 * @param actor a user or a token, as events name it
 * @param correlationId ties request, log lines and events together
 */
public record Requester(String actor, String correlationId) {}
