package dev.claudeworker.plugin.claudecli.config;

import dev.claudeworker.spi.ErrorCode;
import dev.claudeworker.spi.WorkerException;
import java.util.List;
import java.util.regex.Pattern;

/** Checks the form of permission rules, above all that none can be taken for an option. */
public final class ToolRules {

  private static final Pattern RULE = Pattern.compile("[A-Za-z_*][A-Za-z0-9_.*-]*(\\([^\\p{Cntrl}]*\\))?");

  private ToolRules() {}

  /**
   * The rules, if all are well formed.
   *
   * @param option the option they come from
   * @param rules the rules
   * @return the same rules
   * @throws WorkerException naming the first that is not
   */
  public static List<String> check(String option, List<String> rules) {
    for (String rule : rules) {
      if (!RULE.matcher(rule).matches()) {
        throw new WorkerException(
            ErrorCode.user("invalid_tool_rule"),
            "'" + rule + "' in " + option + " is not a rule of a tool.",
            "Write the tool's name, with a pattern in brackets if needed: Edit, Bash(git log:*), mcp__notes__add.");
      }
    }
    return rules;
  }
}
