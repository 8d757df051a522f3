package dev.claudeworker.plugin.claudecli.invocation;

import dev.claudeworker.plugin.claudecli.permission.Permissions;
import dev.claudeworker.spi.executor.ProcessSpec;
import dev.claudeworker.spi.executor.QueueAccess;
import java.util.Optional;
import java.util.Set;

/**
 * A prepared call of the program.
 *
 * @param sessionId the session
 * @param process what to start
 * @param requiredMcpServers the MCP servers that must be connected
 * @param queue how the task uses the queue, if it does
 * @param permissions asks for them, if the task wants that
 */
public record Invocation(
    String sessionId, ProcessSpec process, Set<String> requiredMcpServers, Optional<QueueAccess> queue,
    Optional<Permissions> permissions) {}
