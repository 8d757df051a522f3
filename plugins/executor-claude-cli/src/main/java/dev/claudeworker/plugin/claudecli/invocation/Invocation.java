package dev.claudeworker.plugin.claudecli.invocation;

import dev.claudeworker.spi.executor.ProcessSpec;
import java.util.Set;

/**
 * A prepared call of the program.
 *
 * @param sessionId the session
 * @param process what to start
 * @param requiredMcpServers the MCP servers that must be connected
 */
public record Invocation(String sessionId, ProcessSpec process, Set<String> requiredMcpServers) {}
