package dev.claudeworker.plugin.usertools;

import dev.claudeworker.spi.JsonSyntaxException;
import dev.claudeworker.spi.JsonValue;
import dev.claudeworker.spi.JsonValue.JsonNumber;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.JsonValue.JsonString;
import dev.claudeworker.spi.PluginContext;
import dev.claudeworker.spi.tool.Tool;
import dev.claudeworker.spi.tool.ToolCall;
import dev.claudeworker.spi.tool.ToolDescriptor;
import dev.claudeworker.spi.tool.ToolResult;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;

/** Runs a command for every call. Arguments are never read by a shell. */
record CommandTool(CommandDefinition definition, UserToolSettings settings, PluginContext context) implements Tool {

  /** What any program needs to work at all; nothing secret. */
  private static final List<String> USUAL =
      List.of("PATH", "HOME", "USER", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "TMPDIR", "SystemRoot", "TEMP");

  @Override
  public ToolDescriptor descriptor() {
    return definition.descriptor();
  }

  @Override
  public ToolResult call(ToolCall call) throws InterruptedException {
    List<String> command =
        definition.command().stream().map(word -> filled(word, call.arguments())).toList();
    CommandRun run;
    try {
      run = CommandRun.of(command, filled(definition.stdin(), call.arguments()), environment(),
          call.workingDirectory(), definition.timeout(), settings.maxOutputBytes());
    } catch (IOException notStarted) {
      return ToolResult.error("The program '" + command.getFirst() + "' of the tool " + descriptor().name()
          + " could not be started: " + notStarted.getMessage()
          + ". Tell the user; the tool's file must be corrected.");
    }
    return result(run);
  }

  private String filled(String template, JsonObject arguments) {
    Matcher placeholders = CommandDefinition.PLACEHOLDER.matcher(template);
    return placeholders.replaceAll(found -> Matcher.quoteReplacement(
        arguments.get(found.group(1)).map(this::plain).orElse("")));
  }

  private String plain(JsonValue value) {
    return switch (value) {
      case JsonString(String text) -> text;
      case JsonNumber number -> number.value().toPlainString();
      default -> context.json().print(value);
    };
  }

  private Map<String, String> environment() {
    Map<String, String> variables = new TreeMap<>();
    context.serverEnvironment().forEach((name, value) -> {
      if (USUAL.contains(name) || definition.environment().contains(name)) {
        variables.put(name, value);
      }
    });
    return variables;
  }

  private ToolResult result(CommandRun run) {
    if (run.timedOut()) {
      return ToolResult.error("It took longer than " + definition.timeout().toSeconds() + " s and was ended.\n"
          + run.output());
    }
    if (run.exitCode() != 0) {
      return ToolResult.error("It ended with exit code " + run.exitCode() + ".\n" + run.errors() + run.output());
    }
    if (run.truncated()) {
      return ToolResult.error("Its output is longer than " + settings.maxOutputBytes()
          + " bytes (plugins.user-tools.max_output). Ask for less.");
    }
    if (!definition.json()) {
      return ToolResult.text(run.output());
    }
    try {
      return ToolResult.structured(run.output(), context.json().parse(run.output()));
    } catch (JsonSyntaxException notJson) {
      return ToolResult.error("Its output is not JSON, as its file promises: " + notJson.getMessage() + "\n"
          + run.output());
    }
  }
}
