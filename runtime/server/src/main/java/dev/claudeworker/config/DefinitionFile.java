package dev.claudeworker.config;

import dev.claudeworker.spi.JsonCodec;
import dev.claudeworker.spi.JsonSyntaxException;
import dev.claudeworker.spi.JsonValue.JsonObject;

/** Reads a definition that a person wrote, JSON or YAML: what begins with a brace is JSON. */
public final class DefinitionFile {

  private static final int MAX_LENGTH = 64 * 1024 * 1024;
  private static final int MAX_VALUES = 5_000_000;

  private DefinitionFile() {}

  /**
   * Reads a definition.
   *
   * @param text the file's text
   * @param json reads JSON
   * @return the object
   * @throws UnreadableDefinitionException that says what is wrong and where
   */
  public static JsonObject parse(String text, JsonCodec json) throws UnreadableDefinitionException {
    try {
      if (text.stripLeading().startsWith("{")) {
        return json.parse(text) instanceof JsonObject object ? object : notAnObject();
      }
      return YamlTree.object(text, MAX_LENGTH, MAX_VALUES);
    } catch (JsonSyntaxException invalid) {
      throw new UnreadableDefinitionException("is not valid JSON: " + invalid.getMessage());
    } catch (ConfigSyntaxException invalid) {
      throw new UnreadableDefinitionException(invalid.getMessage() + " (line " + invalid.line() + ")");
    }
  }

  private static JsonObject notAnObject() throws UnreadableDefinitionException {
    throw new UnreadableDefinitionException("must be one object with 'tasks'");
  }

  /** A definition that is neither JSON nor YAML. */
  public static final class UnreadableDefinitionException extends Exception {

    UnreadableDefinitionException(String message) {
      super(message);
    }
  }
}
