package dev.claudeworker.plugin.claudecli.stream;

import java.time.Instant;
import java.util.Optional;

/**
 * What the program says about a usage window of the account.
 *
 * @param status {@code allowed}, {@code allowed_warning} or {@code rejected}
 * @param window which window, for example {@code five_hour} or {@code seven_day}; empty if it does not say
 * @param resetsAt when the window starts anew
 */
public record RateLimit(String status, String window, Optional<Instant> resetsAt) {

  /** Whether requests are refused until the window starts anew. */
  public boolean rejected() {
    return status.equals("rejected");
  }
}
