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
 * @param work names the work that the call has begun and that goes on after it; a client that follows work gets a handle
 *     to it instead of this result. 1 to 64 of {@code A-Za-z0-9_-}
 */
@Experimental
public record ToolResult(
    List<ToolContent> content, boolean isError, Optional<JsonValue> structured, Optional<String> work) {

  private static final String WORK = "[A-Za-z0-9_-]{1,64}";

  /**
   * Copies the list and checks the name.
   *
   * @throws IllegalArgumentException if the name of the work breaks its rule
   */
  public ToolResult {
    content = List.copyOf(content);
    if (work.isPresent() && !work.get().matches(WORK)) {
      throw new IllegalArgumentException("'" + work.get() + "' is no name of work; use 1 to 64 of A-Z a-z 0-9 _ -");
    }
  }

  /**
   * A result without work.
   *
   * @param content what the model reads, in order
   * @param isError whether the call failed
   * @param structured the same for programs
   */
  public ToolResult(List<ToolContent> content, boolean isError, Optional<JsonValue> structured) {
    this(content, isError, structured, Optional.empty());
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

  /**
   * What a tool returns when a question of its {@link Dialog} is open; the client gets the question instead.
   *
   * @return the result
   */
  public static ToolResult unanswered() {
    return error("A question of the tool has not been answered.");
  }

  /**
   * The same result, of a call that has begun work which goes on.
   *
   * @param name names the work for {@link LongWork}, also after a restart
   * @return the new result
   */
  public ToolResult withWork(String name) {
    return new ToolResult(content, isError, structured, Optional.of(name));
  }
}
