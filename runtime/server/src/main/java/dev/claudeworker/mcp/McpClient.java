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
}
