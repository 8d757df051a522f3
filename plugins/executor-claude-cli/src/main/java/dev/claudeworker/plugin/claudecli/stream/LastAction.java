package dev.claudeworker.plugin.claudecli.stream;

import dev.claudeworker.plugin.claudecli.stream.StreamEvent.Assistant;
import dev.claudeworker.plugin.claudecli.stream.StreamEvent.Init;
import dev.claudeworker.plugin.claudecli.stream.StreamEvent.ModelFallback;
import dev.claudeworker.plugin.claudecli.stream.StreamEvent.PermissionDenied;
import dev.claudeworker.plugin.claudecli.stream.StreamEvent.Retry;
import dev.claudeworker.plugin.claudecli.stream.StreamEvent.ToolResult;
import dev.claudeworker.plugin.claudecli.stream.StreamEvent.ToolResults;
import dev.claudeworker.spi.JsonValue.JsonArray;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.JsonValue.JsonString;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What the program does now, in one line such as {@code [tool:bash] make test}. Scripts know these forms from earlier
 * versions, so they do not change.
 */
public final class LastAction {

  /** Longest line, in characters. */
  public static final int MAX_LENGTH = 500;

  private static final int MAX_WORDS = 100;

  private LastAction() {}

  /**
   * The line for an event.
   *
   * @param event the event
   * @return empty if the event is no action
   */
  public static Optional<String> of(StreamEvent event) {
    return switch (event) {
      case Init init -> Optional.of("[session] " + init.model());
      case Assistant assistant when !assistant.blocks().isEmpty() -> Optional.of(block(assistant.blocks().getLast()));
      case ToolResults(List<ToolResult> results) when !results.isEmpty() -> Optional.of(
          results.getLast().error() ? "[tool:result:error]" : "[tool:result:success]");
      case Retry retry -> Optional.of(retry(retry));
      case ModelFallback(_, String to) -> Optional.of("[model] continuing with " + to);
      case PermissionDenied(String tool, _) -> Optional.of("[denied] " + tool);
      default -> Optional.empty();
    };
  }

  /**
   * The line for a part of an answer.
   *
   * @param block the part
   * @return the line
   */
  public static String block(ContentBlock block) {
    return switch (block) {
      case ContentBlock.Text(String text) -> "[text] " + OneLine.of(text, MAX_WORDS);
      case ContentBlock.Thinking(String text) -> "[thinking] " + OneLine.of(text, MAX_WORDS);
      case ContentBlock.ToolUse(String name, JsonObject input) -> tool(name, input);
    };
  }

  /**
   * The line for a pause before another try.
   *
   * @param retry the pause
   * @return the line
   */
  public static String retry(Retry retry) {
    String status = retry.status().isPresent() ? " " + retry.status().getAsInt() : "";
    return "[retry %d/%d] %s%s, waiting %.1f s".formatted(
        retry.attempt(), retry.maxAttempts(), retry.error(), status, retry.delay().toMillis() / 1000.0);
  }

  private static String tool(String name, JsonObject input) {
    String line = switch (name) {
      case "Bash" -> "[tool:bash] " + text(input, "command");
      case "Edit", "Write", "Read", "NotebookEdit" -> "[tool:" + lower(name) + "] " + path(input);
      case "Grep", "Glob" -> "[tool:" + lower(name) + "] " + text(input, "pattern");
      case "LS" -> "[tool:ls] " + text(input, "path");
      case "WebSearch" -> "[tool:websearch] " + text(input, "query");
      case "WebFetch" -> "[tool:webfetch] " + text(input, "url");
      case "TodoWrite" -> "[tool:todo] Managing " + count(input, "todos") + " tasks";
      case "Task", "Agent" -> "[tool:task] " + text(input, "description");
      default -> "[tool:" + (name.startsWith("mcp__") ? name : lower(name)) + "] " + firstText(input);
    };
    return OneLine.of(line, MAX_LENGTH);
  }

  private static String path(JsonObject input) {
    return input.text("file_path").orElseGet(() -> text(input, "notebook_path"));
  }

  private static String text(JsonObject input, String name) {
    return input.text(name).orElse("");
  }

  private static int count(JsonObject input, String name) {
    return input.get(name).map(value -> value instanceof JsonArray array ? array.items().size() : 0).orElse(0);
  }

  private static String firstText(JsonObject input) {
    return input.members()
        .values()
        .stream()
        .filter(JsonString.class::isInstance)
        .map(value -> ((JsonString) value).text())
        .findFirst()
        .orElse("");
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
