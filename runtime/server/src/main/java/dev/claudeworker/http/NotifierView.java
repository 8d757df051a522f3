package dev.claudeworker.http;

import dev.claudeworker.notify.NotifierStatus;
import java.util.Locale;
import java.util.Optional;

/**
 * A notifier as people see it.
 *
 * @param name its name
 * @param plugin the plugin that offers it
 * @param state whether it is used
 * @param reason why it is not
 * @param status how it is doing; present if it is used
 */
public record NotifierView(
    String name, String plugin, State state, Optional<String> reason, Optional<NotifierStatus> status) {

  /** Whether a notifier is used. */
  public enum State {
    /** It is told events. */
    ACTIVE,
    /** The configuration does not ask for it. */
    UNUSED,
    /** It could not be made. */
    FAILED;

    /** The word for interfaces. */
    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
