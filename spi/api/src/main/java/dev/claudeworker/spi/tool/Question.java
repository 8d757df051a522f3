package dev.claudeworker.spi.tool;

import dev.claudeworker.spi.Experimental;
import dev.claudeworker.spi.JsonValue.JsonArray;
import dev.claudeworker.spi.JsonValue.JsonObject;
import java.util.List;

/** Something that a client can be asked. */
@Experimental
public sealed interface Question {

  /**
   * A form for the person at the client.
   *
   * @param message what is asked, for that person
   * @param schema JSON Schema of the answer: an object of texts, numbers, truth values and choices, not nested
   */
  @Experimental
  record Form(String message, JsonObject schema) implements Question {}

  /**
   * A question for the client's model. The reply's content is its message: {@code role}, {@code content}, {@code model}.
   *
   * @param text what the model is asked
   * @param maxTokens longest answer, in tokens
   */
  @Experimental
  record Sample(String text, int maxTokens) implements Question {}

  /** Which directories the client works on. The reply's content has them as {@code roots}. */
  @Experimental
  record Roots() implements Question {}

  /**
   * A form with one line of text.
   *
   * @param message what is asked
   * @param field name of the text in the reply's content
   * @return the question
   */
  static Question text(String message, String field) {
    return form(message, field, "string");
  }

  /**
   * Asks for a yes. The reply's content has {@code confirm}.
   *
   * @param message what is to be confirmed
   * @return the question
   */
  static Question confirm(String message) {
    return form(message, "confirm", "boolean");
  }

  private static Question form(String message, String field, String type) {
    return new Form(message, JsonObject.EMPTY.with("type", "object")
        .with("properties", JsonObject.EMPTY.with(field, JsonObject.EMPTY.with("type", type)))
        .with("required", JsonArray.ofTexts(List.of(field))));
  }
}
