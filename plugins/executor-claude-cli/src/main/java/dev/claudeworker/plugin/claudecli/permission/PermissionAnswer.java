package dev.claudeworker.plugin.claudecli.permission;

import java.util.Locale;
import java.util.Set;

/**
 * What a person says to a request.
 *
 * @param allowed whether it is allowed
 * @param prompt the words for the model
 */
record PermissionAnswer(boolean allowed, String prompt) {

  private static final Set<String> YES = Set.of("yes", "y", "true", "allow", "ok");
  private static final Set<String> NO = Set.of("no", "n", "false", "deny");

  /** Reads it. Anything but a yes allows nothing. */
  static PermissionAnswer of(String text) {
    String word = text.strip().toLowerCase(Locale.ROOT);
    if (YES.contains(word)) {
      return new PermissionAnswer(true,
          "A person has allowed it. Make exactly the same call again now, and then go on with the task.");
    }
    String refused = "A person did not allow that call. Do not try to reach the same in another way.";
    return new PermissionAnswer(false, NO.contains(word)
        ? refused + " Go on with the task without it; if that is impossible, end and say what is missing."
        : refused + " Their answer is: " + text);
  }
}
