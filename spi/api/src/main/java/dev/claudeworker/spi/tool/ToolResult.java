package dev.claudeworker.spi.tool;

import dev.claudeworker.spi.Experimental;
import dev.claudeworker.spi.JsonValue;
import java.util.List;
import java.util.Optional;

/**
 * What a call brought.
 *
 * @param content what the model reads, in order
 * @param isError whether the call failed; the content then says what to do about it
 * @param structured the same for programs; held against the output schema if the tool has one
 */
@Experimental
public record ToolResult(List<ToolContent> content, boolean isError, Optional<JsonValue> structured) {

  /** Copies the list. */
  public ToolResult {
    content = List.copyOf(content);
  }

  /**
   * A text.
   *
   * @param text what the model reads
   * @return the result
   */
  public static ToolResult text(String text) {
    return new ToolResult(List.of(new ToolContent.Text(text)), false, Optional.empty());
  }

  /**
   * Pieces of content.
   *
   * @param content the pieces
   * @return the result
   */
  public static ToolResult of(ToolContent... content) {
    return new ToolResult(List.of(content), false, Optional.empty());
  }

  /**
   * A text for the model, and the same for programs.
   *
   * @param text what the model reads
   * @param structured what programs read
   * @return the result
   */
  public static ToolResult structured(String text, JsonValue structured) {
    return new ToolResult(List.of(new ToolContent.Text(text)), false, Optional.of(structured));
  }

  /**
   * A failure that the model can do something about.
   *
   * @param text what happened, why, and what to do next
   * @return the result
   */
  public static ToolResult error(String text) {
    return new ToolResult(List.of(new ToolContent.Text(text)), true, Optional.empty());
  }
}
