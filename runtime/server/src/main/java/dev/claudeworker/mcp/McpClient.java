package dev.claudeworker.mcp;

import java.util.Optional;

/**
 * Whose request is answered.
 *
 * @param session what is remembered of it; empty for stateless requests
 * @param tools who it is for tools
 */
public record McpClient(Optional<McpSession> session, ToolClient tools) {

  boolean stateless() {
    return session.isEmpty();
  }

  /** The least level of log lines it wants; empty = none at all. */
  Optional<String> logLevel(RpcMessage request) {
    return session.map(McpSession::logLevel).or(() -> request.metaText(McpMeta.LOG_LEVEL));
  }

  /** Whether its streams begin with a position, so that it can come back before it got anything: since revision 2025-11-25. */
  public boolean isPrimed() {
    return session.filter(known -> known.version().equals("2025-11-25")).isPresent();
  }

  /** Whether its revision has tasks that its calls can become. */
  boolean hasEarlyTasks() {
    return session.filter(known -> known.version().equals(McpVersions.WITH_EARLY_TASKS)).isPresent();
  }
}
