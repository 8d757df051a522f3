package dev.claudeworker.spi.tool;

import dev.claudeworker.spi.Experimental;
import dev.claudeworker.spi.JsonValue.JsonObject;
import java.util.Optional;

/**
 * What a tool is called, does and takes.
 *
 * @param name 1 to 128 of {@code A-Za-z0-9_-.}
 * @param title the same for people, on one line
 * @param description written for a model: when to use it, what comes back, what to do on an error; at most 8,000 characters
 * @param inputSchema JSON Schema 2020-12 of the arguments, of type {@code object}; references only within itself
 * @param outputSchema JSON Schema of {@link ToolResult#structured}; if present, every result that is no error is held
 *     against it
 * @param hints what clients may rely on when they decide whether to ask a person first
 */
@Experimental
public record ToolDescriptor(
    String name,
    String title,
    String description,
    JsonObject inputSchema,
    Optional<JsonObject> outputSchema,
    ToolHints hints) {

  /** Longest description, in characters. */
  public static final int MAX_DESCRIPTION_LENGTH = 8_000;

  private static final String NAME = "[A-Za-z0-9_.-]{1,128}";

  /**
   * Checks name and description.
   *
   * @throws IllegalArgumentException if one of them breaks its rule; the message says which
   */
  public ToolDescriptor {
    if (!name.matches(NAME)) {
      throw new IllegalArgumentException("'" + name + "' is no name of a tool; use 1 to 128 of A-Z a-z 0-9 _ . -");
    }
    if (description.length() > MAX_DESCRIPTION_LENGTH) {
      throw new IllegalArgumentException("the description of the tool " + name + " has " + description.length()
          + " characters; at most " + MAX_DESCRIPTION_LENGTH + " are allowed");
    }
  }

  /**
   * A tool without an output schema, titled by its name.
   *
   * @param name its name
   * @param description what it does
   * @param inputSchema what it takes
   * @param hints what clients may rely on
   * @return the descriptor
   */
  public static ToolDescriptor of(String name, String description, JsonObject inputSchema, ToolHints hints) {
    return new ToolDescriptor(name, name.replace('_', ' '), description, inputSchema, Optional.empty(), hints);
  }
}
