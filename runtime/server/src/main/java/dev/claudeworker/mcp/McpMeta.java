package dev.claudeworker.mcp;

/** Names in the metadata of messages. */
public final class McpMeta {

  /** The revision of the protocol that a stateless request is written in. */
  public static final String VERSION = "io.modelcontextprotocol/protocolVersion";

  static final String CAPABILITIES = "io.modelcontextprotocol/clientCapabilities";
  static final String LOG_LEVEL = "io.modelcontextprotocol/logLevel";
  static final String SERVER_INFO = "io.modelcontextprotocol/serverInfo";
  static final String SUBSCRIPTION = "io.modelcontextprotocol/subscriptionId";
  static final String PROGRESS = "progressToken";

  /** Claude Code's name for one use of a tool; the same when it asks again. */
  public static final String TOOL_USE = "claudecode/toolUseId";

  private McpMeta() {}
}
