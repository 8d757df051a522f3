package dev.claudeworker.plugin.claudecli.stream;

import dev.claudeworker.spi.JsonValue.JsonObject;

/** A part of an answer of the model. */
public sealed interface ContentBlock {

  /**
   * Text for people.
   *
   * @param text the words
   */
  record Text(String text) implements ContentBlock {}

  /**
   * What the model thought.
   *
   * @param text the words
   */
  record Thinking(String text) implements ContentBlock {}

  /**
   * A tool call.
   *
   * @param name the tool
   * @param input its arguments
   */
  record ToolUse(String name, JsonObject input) implements ContentBlock {}
}
