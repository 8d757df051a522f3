package dev.claudeworker.cli;

import dev.claudeworker.cli.client.CommandFailure;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The server names the fields of a request that it refuses; whoever typed options is told of those. */
final class RefusedOptions {

  private static final Pattern FIELD = Pattern.compile("(?m)^(\\w+)(?:/([\\w-]+))?(?:/\\w+)*: ");
  private static final String OF_EXECUTOR = "executor_options";

  private static final Map<String, String> OPTIONS = Map.ofEntries(
      Map.entry("working_directory", "--dir"),
      Map.entry("model", "--model"),
      Map.entry("system_prompt", "--system"),
      Map.entry("name", "--name"),
      Map.entry("labels", "--label"),
      Map.entry("required_labels", "--require"),
      Map.entry("priority", "--priority"),
      Map.entry("depends_on", "--depends-on"),
      Map.entry("concurrency_key", "--concurrency-key"),
      Map.entry("concurrency_limit", "--concurrency-limit"),
      Map.entry("timeout_seconds", "--timeout"),
      Map.entry("retry", "--retries"),
      Map.entry("max_cost_usd", "--max-cost"),
      Map.entry("executor", "--executor"));

  private static final Map<String, String> OPTIONS_OF_EXECUTOR = Map.of(
      "max_turns", "--max-turns", "permission_mode", "--permission-mode", "allowed_tools", "--allow",
      "disallowed_tools", "--deny", "on_denied", "--on-denied");

  private RefusedOptions() {}

  static CommandFailure named(CommandFailure refused) {
    String message = FIELD.matcher(String.valueOf(refused.getMessage()))
        .replaceAll(field -> Matcher.quoteReplacement(option(field)));
    return new CommandFailure(refused.exitCode(), message, refused.suggestions().toArray(String[]::new));
  }

  private static String option(MatchResult field) {
    if (field.group(1).equals(OF_EXECUTOR) && field.group(2) != null) {
      return OPTIONS_OF_EXECUTOR.getOrDefault(field.group(2), "-O " + field.group(2)) + ": ";
    }
    String option = OPTIONS.get(field.group(1));
    return option == null ? field.group() : option + ": ";
  }
}
