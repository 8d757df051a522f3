package dev.claudeworker.spi;

/** Parses and prints {@link JsonValue}. Implementations are safe for use from any thread. */
public interface JsonCodec {

  /**
   * Parses one JSON document.
   *
   * @param text the whole document
   * @return its value
   * @throws JsonSyntaxException if the text is not exactly one JSON document, is nested too deeply, or repeats a member
   *     name in one object
   */
  JsonValue parse(String text);

  /**
   * Prints a value in the compact form, on one line.
   *
   * @param value the value to print
   * @return JSON text
   */
  String print(JsonValue value);
}
