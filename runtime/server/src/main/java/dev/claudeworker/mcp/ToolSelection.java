package dev.claudeworker.mcp;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Some tools, chosen by name; {@code *} stands for any characters. */
public final class ToolSelection {

  private final Pattern names;

  /** Those that fit any of the entries. */
  public ToolSelection(List<String> entries) {
    this.names = Pattern.compile(entries.stream()
        .map(entry -> Pattern.quote(entry).replace("*", "\\E.*\\Q"))
        .collect(Collectors.joining("|")));
  }

  /** Whether a tool is among them. */
  public boolean includes(String name) {
    return names.matcher(name).matches();
  }
}
