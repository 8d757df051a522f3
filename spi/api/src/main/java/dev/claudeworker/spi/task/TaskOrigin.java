package dev.claudeworker.spi.task;

import java.util.Optional;

/**
 * Where a task comes from.
 *
 * @param submittedBy who, for example the name of the operating-system user or of a token
 * @param source through what: {@code cli}, {@code rest}, {@code mcp}, {@code schedule}, ...
 * @param correlationId the id that ties request, log lines and events together
 * @param parentTask the task that created this one
 * @param traceparent W3C trace context of the request
 */
public record TaskOrigin(
    String submittedBy,
    String source,
    String correlationId,
    Optional<TaskId> parentTask,
    Optional<String> traceparent) {}
