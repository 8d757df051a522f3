package dev.claudeworker.config;

import static dev.claudeworker.spi.ConfigKey.optional;
import static dev.claudeworker.spi.ConfigKey.withDefault;
import static dev.claudeworker.spi.ConfigType.BOOLEAN;
import static dev.claudeworker.spi.ConfigType.DURATION;
import static dev.claudeworker.spi.ConfigType.INTEGER;
import static dev.claudeworker.spi.ConfigType.SIZE;
import static dev.claudeworker.spi.ConfigType.TEXT;
import static dev.claudeworker.spi.ConfigType.TEXT_LIST;

import dev.claudeworker.family.FamilyLimits;
import dev.claudeworker.mcp.ToolSettings;
import dev.claudeworker.spi.ConfigKey;
import java.util.List;

/** Keys of the section {@code tools}: what agents may call, and how much of it. */
final class ToolKeys {

  private static final long HOUR = 3_600_000;
  private static final long DAY = 24 * HOUR;
  private static final ToolSettings TOOLS = ToolSettings.DEFAULT;

  private static final FamilyLimits FAMILY = FamilyLimits.DEFAULT;

  /** Those whose requests a task's token lets through. Tools of users are theirs to add. */
  private static final List<String> EXPOSED = List.of("create_task", "create_orchestration", "add_tasks",
      "orchestration_status", "get_task_status", "get_task_logs", "list_tasks", "wait_for_task", "wait_for_any");

  static final List<Key> KEYS = List.of(
      tools(withDefault("offer", TEXT_LIST, String.join(",", TOOLS.offer()),
          "Which tools there are at all, by name; * stands for any characters.")),
      tools(withDefault("for_tasks", BOOLEAN, Boolean.toString(FAMILY.allowed()),
          "Whether running tasks may use the queue: create tasks, add tasks to their orchestration, look at these.")),
      tools(withDefault("expose", TEXT_LIST, String.join(",", EXPOSED),
          "Which tools a running task sees, by name; * stands for any characters. What it may do with them is bounded by its "
              + "token.")),
      tools(withDefault("max_children", INTEGER, DefaultText.of(FAMILY.maxChildren()),
          "Most tasks that one task may create.").between(1, FamilyLimits.MOST_CHILDREN)),
      tools(withDefault("max_depth", INTEGER, DefaultText.of(FAMILY.maxDepth()),
          "How deep tasks may create tasks: 1 = those of persons may, those that they create may not.")
          .between(1, FamilyLimits.MOST_DEPTH)),
      tools(withDefault("call_timeout", DURATION, DefaultText.of(TOOLS.callTimeout()),
          "A call of a tool that takes longer is interrupted.").between(1_000, DAY)),
      tools(withDefault("max_result", SIZE, "1MB", "Longest result of a call.").between(1_024, 64L << 20)),
      tools(withDefault("calls_per_minute", INTEGER, DefaultText.of(TOOLS.callsPerMinute()),
          "Most calls of one client in a minute.").between(1, 1_000_000)),
      tools(withDefault("max_sessions", INTEGER, DefaultText.of(TOOLS.maxSessions()),
          "Most sessions of clients that begin with a handshake; beyond it the one idle for longest goes.")
          .between(1, 100_000)),
      tools(withDefault("session_idle", DURATION, DefaultText.of(TOOLS.sessionIdle()),
          "A session in which nothing happened for so long is forgotten.").between(1_000, 30 * DAY)),
      tools(withDefault("max_resumable", INTEGER, DefaultText.of(TOOLS.maxResumable()),
          "Most streams of one session that are kept after their connection broke, for the client to come back with "
              + "Last-Event-ID; beyond it the one broken for longest goes.")
          .between(0, 1_000)),
      tools(withDefault("order_patience", DURATION, "10s",
          "How long a call that changes something holds up what its client sent after it, without waiting for the answer, over "
              + "standard input (mcp --standalone).")
          .between(0, HOUR)),
      tools(withDefault("task_handles", BOOLEAN, String.valueOf(TOOLS.work().handles()),
          "Clients that can follow tasks by the protocol's own means get handles to them.")),
      tools(withDefault("poll_interval", DURATION, DefaultText.of(TOOLS.work().pollInterval()),
          "How often clients are advised to look at a task, and the server looks for those who wait.")
          .between(10, HOUR)),
      tools(withDefault("max_followed", INTEGER, DefaultText.of(TOOLS.work().maxFollowed()),
          "Most tasks and resources that one client has the server watch.").between(1, 10_000)),
      tools(withDefault("answer_within", DURATION, DefaultText.of(TOOLS.work().answerWithin()),
          "How long a client has for the answers to a tool's questions.").between(1_000, 30 * DAY)),
      tools(optional("signing_key", TEXT,
          "Signs what clients hand back. Servers on one queue that serve the same clients need the same one.")
          .asSecret()));

  private ToolKeys() {}

  private static Key tools(ConfigKey key) {
    return Key.of("tools", key);
  }
}
