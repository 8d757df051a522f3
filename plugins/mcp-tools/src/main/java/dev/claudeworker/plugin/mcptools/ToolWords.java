package dev.claudeworker.plugin.mcptools;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says with the names of tools what the server says with commands and paths: a model has only the tools. */
final class ToolWords {

  /** Tools by the command that does the same. */
  private static final Map<String, String> BY_COMMAND = Map.ofEntries(
      Map.entry("list", "list_tasks"),
      Map.entry("status", "get_task_status"),
      Map.entry("logs", "get_task_logs"),
      Map.entry("cancel", "cancel_task"),
      Map.entry("retry", "retry_task"),
      Map.entry("resume", "resume_task"),
      Map.entry("delete", "delete_task"),
      Map.entry("wait", "wait_for_task"),
      Map.entry("priority", "set_priority"),
      Map.entry("pause", "pause_queue"),
      Map.entry("unpause", "resume_queue"),
      Map.entry("list-orchestrations", "list_orchestrations"),
      Map.entry("orchestration-status", "orchestration_status"),
      Map.entry("cancel-orchestration", "cancel_orchestration"));

  /** A command in quotes, with what it is applied to. */
  private static final Pattern COMMAND = Pattern.compile("'claude-worker ([a-z-]+)[^']*'");

  private static final Pattern PATH = Pattern.compile("(?:GET )?/api/v1/(tasks|orchestrations)\\b(?![/?])");

  private ToolWords() {}

  static String of(String text) {
    String named = COMMAND.matcher(text)
        .replaceAll(command -> Matcher.quoteReplacement(BY_COMMAND.getOrDefault(command.group(1), command.group())));
    String lists = PATH.matcher(named).replaceAll("list_$1");
    return lists.replace("list_orchestrations or list_orchestrations", "list_orchestrations");
  }
}
