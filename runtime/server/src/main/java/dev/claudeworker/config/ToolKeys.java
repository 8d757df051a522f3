package dev.claudeworker.config;

import static dev.claudeworker.spi.ConfigKey.withDefault;
import static dev.claudeworker.spi.ConfigType.DURATION;
import static dev.claudeworker.spi.ConfigType.INTEGER;
import static dev.claudeworker.spi.ConfigType.SIZE;
import static dev.claudeworker.spi.ConfigType.TEXT_LIST;

import dev.claudeworker.mcp.ToolSettings;
import dev.claudeworker.spi.ConfigKey;
import java.util.List;

/** Keys of the section {@code tools}: what agents may call, and how much of it. */
final class ToolKeys {

  private static final long HOUR = 3_600_000;
  private static final long DAY = 24 * HOUR;
  private static final ToolSettings TOOLS = ToolSettings.DEFAULT;

  static final List<Key> KEYS = List.of(
      tools(withDefault("expose", TEXT_LIST, String.join(",", TOOLS.expose()),
          "Which tools agents see, by name; * stands for any characters.")),
      tools(withDefault("call_timeout", DURATION, DefaultText.of(TOOLS.callTimeout()),
          "A call of a tool that takes longer is interrupted.").between(1_000, DAY)),
      tools(withDefault("max_result", SIZE, "1MB", "Longest result of a call.").between(1_024, 64L << 20)),
      tools(withDefault("calls_per_minute", INTEGER, DefaultText.of(TOOLS.callsPerMinute()),
          "Most calls of one client in a minute.").between(1, 1_000_000)),
      tools(withDefault("max_sessions", INTEGER, DefaultText.of(TOOLS.maxSessions()),
          "Most sessions of clients that begin with a handshake; beyond it the one idle for longest goes.")
          .between(1, 100_000)),
      tools(withDefault("session_idle", DURATION, DefaultText.of(TOOLS.sessionIdle()),
          "A session in which nothing happened for so long is forgotten.").between(1_000, 30 * DAY)));

  private ToolKeys() {}

  private static Key tools(ConfigKey key) {
    return Key.of("tools", key);
  }
}
