package dev.claudeworker.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Help;
import picocli.CommandLine.IHelpSectionRenderer;

/**
 * Prints what stands below a command's options: prose that is broken to the width, and examples that never are, since people
 * copy them. A remark behind an example that has no room moves below it.
 */
final class HelpFooter implements IHelpSectionRenderer {

  static final String SECTION = "footer";

  private static final String EXAMPLE = "  ";
  private static final Pattern EXAMPLE_AND_REMARK = Pattern.compile("( {2}\\S.*?) {2,}(\\S.*)");

  @Override
  public String render(Help help) {
    return text(help.commandSpec().usageMessage().footer(), help.commandSpec().usageMessage().width());
  }

  static String text(String[] lines, int width) {
    var text = new StringBuilder();
    var prose = new StringBuilder();
    for (String line : lines) {
      if (line.isEmpty() || line.startsWith(EXAMPLE)) {
        appendProse(text, prose, width);
        appendExample(text, line, width);
      } else {
        prose.append(prose.isEmpty() ? "" : " ").append(line);
      }
    }
    appendProse(text, prose, width);
    return text.toString();
  }

  private static void appendExample(StringBuilder text, String line, int width) {
    Matcher parts = EXAMPLE_AND_REMARK.matcher(line);
    if (line.length() > width && parts.matches()) {
      text.append(parts.group(1)).append("\n      ").append(parts.group(2)).append('\n');
    } else {
      text.append(line).append('\n');
    }
  }

  private static void appendProse(StringBuilder text, StringBuilder prose, int width) {
    int column = 0;
    for (String word : prose.toString().split(" ", 0)) {
      if (column > 0 && column + 1 + word.length() > width) {
        text.append('\n');
        column = 0;
      }
      text.append(column > 0 ? " " : "").append(word);
      column += (column > 0 ? 1 : 0) + word.length();
    }
    if (!prose.isEmpty()) {
      text.append('\n');
      prose.setLength(0);
    }
  }
}
