package dev.claudeworker.spi.tool;

import dev.claudeworker.spi.Experimental;
import java.util.List;
import java.util.Map;

/** A ready-made way to begin a conversation, chosen by a person. Safe for use from any thread. */
@Experimental
public interface Prompt {

  /**
   * Its name.
   *
   * @return 1 to 128 of {@code A-Za-z0-9_-.}; unique among all plugins
   */
  String name();

  /**
   * What it is for.
   *
   * @return a sentence for a person
   */
  String description();

  /**
   * What it takes.
   *
   * @return the arguments, empty if there are none
   */
  List<Argument> arguments();

  /**
   * Writes the messages.
   *
   * @param arguments values by name; all that are required are there
   * @return the messages in order, at least one
   */
  List<Message> messages(Map<String, String> arguments);

  /**
   * Writes the messages, asking the person at the client first.
   *
   * @param arguments values by name; all that are required are there
   * @param dialog asks; most clients cannot be asked
   * @return the messages in order; anything if a question is open, since it is put to the client instead
   */
  default List<Message> messages(Map<String, String> arguments, Dialog dialog) {
    return messages(arguments);
  }

  /**
   * Completes what a person has typed for an argument.
   *
   * @param argument its name
   * @param begin what was typed
   * @return the values that begin so, best first, at most 100; empty unless overridden
   */
  default List<String> complete(String argument, String begin) {
    return List.of();
  }

  /**
   * An argument.
   *
   * @param name its name
   * @param description what it means
   * @param required whether it must be given
   */
  @Experimental
  record Argument(String name, String description, boolean required) {}

  /**
   * A message.
   *
   * @param fromUser true for the user's side of the conversation, false for the assistant's
   * @param content what is said
   */
  @Experimental
  record Message(boolean fromUser, ToolContent content) {}
}
