package dev.claudeworker.health;

import java.util.Locale;

/** How well a part is, the best first. */
public enum HealthStatus {
  /** As it should be. */
  OK,
  /** It works, and somebody should look at it. */
  DEGRADED,
  /** It does not work. */
  FAILED;

  /**
   * The word in interfaces.
   *
   * @return lower case
   */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
