package dev.claudeworker.plugin.claudecli.invocation;

import dev.claudeworker.plugin.claudecli.config.ClaudeCliConfig;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The environment of the program. */
public final class ChildEnvironment {

  /** What of the server's environment belongs to the program: login, endpoint, proxies, its own switches. */
  public static final List<String> SERVER_VARIABLES = List.of(
      "ANTHROPIC_*", "CLAUDE_CODE_*", "CLAUDE_CONFIG_DIR", "API_TIMEOUT_MS", "MCP_TIMEOUT", "MCP_TOOL_TIMEOUT",
      "BASH_DEFAULT_TIMEOUT_MS", "BASH_MAX_TIMEOUT_MS", "BASH_MAX_OUTPUT_LENGTH", "MAX_THINKING_TOKENS",
      "DISABLE_TELEMETRY", "DISABLE_AUTOUPDATER", "DISABLE_ERROR_REPORTING", "DISABLE_PROMPT_CACHING*",
      "AWS_*", "GOOGLE_*", "CLOUD_ML_REGION", "VERTEX_REGION_*", "AZURE_*",
      "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "no_proxy", "all_proxy",
      "NODE_EXTRA_CA_CERTS", "SSL_CERT_FILE", "SSL_CERT_DIR");

  /**
   * What the program sets for its own children. If the server was started by one of them, these would make its tasks look
   * like a part of that session.
   */
  private static final Set<String> OF_AN_OUTER_SESSION = Set.of(
      "AI_AGENT", "CLAUDECODE", "CLAUDE_PID", "CLAUDE_EFFORT", "CLAUDE_CODE_CHILD_NOTES_DIR",
      "CLAUDE_CODE_CHILD_SESSION", "CLAUDE_CODE_ENTRYPOINT", "CLAUDE_CODE_EXECPATH", "CLAUDE_CODE_MESSAGING_SOCKET",
      "CLAUDE_CODE_MESSAGING_TOKEN", "CLAUDE_CODE_SESSION_ATTENDED", "CLAUDE_CODE_SESSION_ID", "CLAUDE_CODE_SSE_PORT");

  /** Programs look at one of these or at the other. */
  private static final List<String> NO_PROXY = List.of("NO_PROXY", "no_proxy");

  private ChildEnvironment() {}

  /**
   * Puts it together: what the runtime hands over, the defaults of this executor where nothing is set, the configured
   * variables, and the attempt's own directory for temporary files.
   *
   * @param handedOver what the runtime hands over
   * @param config the executor's configuration
   * @param temporary the directory for temporary files
   * @param queue where the queue is reached: never through a proxy, which would see the token
   * @return the whole environment
   */
  public static Map<String, String> of(
      Map<String, String> handedOver, ClaudeCliConfig config, Path temporary, Optional<URI> queue) {
    Map<String, String> environment = new HashMap<>(handedOver);
    environment.keySet().removeAll(OF_AN_OUTER_SESSION);
    defaults(config).forEach(environment::putIfAbsent);
    config.configDir().ifPresent(directory -> environment.put("CLAUDE_CONFIG_DIR", directory.toString()));
    config.environment().forEach(environment::put);
    environment.values().removeIf(String::isEmpty);
    environment.put("TMPDIR", temporary.toString());
    queue.map(URI::getHost)
        .ifPresent(host -> NO_PROXY.forEach(
            name -> environment.merge(name, host, (before, own) -> before + "," + own)));
    return Map.copyOf(environment);
  }

  private static Map<String, String> defaults(ClaudeCliConfig config) {
    ClaudeCliConfig.Limits limits = config.limits();
    Map<String, String> defaults = new HashMap<>();
    defaults.put("CLAUDE_CODE_MAX_RETRIES", Integer.toString(limits.maxRetries()));
    defaults.put("API_TIMEOUT_MS", millis(limits.apiTimeout()));
    defaults.put("MCP_TIMEOUT", millis(limits.mcpStart()));
    defaults.put("MCP_TOOL_TIMEOUT", millis(limits.mcpTool()));
    defaults.put("CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC", "1");
    defaults.put("DISABLE_TELEMETRY", "1");
    defaults.put("DISABLE_AUTOUPDATER", "1");
    defaults.put("DISABLE_ERROR_REPORTING", "1");
    if (!config.backgroundTasks()) {
      defaults.put("CLAUDE_CODE_DISABLE_BACKGROUND_TASKS", "1");
    }
    return defaults;
  }

  private static String millis(Duration duration) {
    return Long.toString(duration.toMillis());
  }
}
