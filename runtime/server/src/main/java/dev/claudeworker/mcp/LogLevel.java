package dev.claudeworker.mcp;

import java.util.List;

/** How much of their tools' logs clients want to see. */
final class LogLevel {

  /** What a client with a handshake gets until it says otherwise. */
  static final String DEFAULT = "info";

  private static final List<String> ORDER =
      List.of("debug", "info", "notice", "warning", "error", "critical", "alert", "emergency");

  private LogLevel() {}

  /** A known level. */
  static String require(String level) {
    if (!ORDER.contains(level)) {
      throw RpcException.invalidParams("'" + level + "' is no log level; known: " + String.join(", ", ORDER));
    }
    return level;
  }

  /** Whether a line of one level is wanted by somebody who wants another level and above. */
  static boolean wanted(String line, String least) {
    return ORDER.indexOf(line) >= ORDER.indexOf(least);
  }
}
