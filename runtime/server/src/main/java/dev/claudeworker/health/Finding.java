package dev.claudeworker.health;

import dev.claudeworker.spi.JsonValue.JsonObject;

/**
 * What a check found.
 *
 * @param status how well the part is
 * @param message what is the matter, one sentence
 * @param suggestion what to do; empty if nothing
 * @param figures what was measured
 */
public record Finding(HealthStatus status, String message, String suggestion, JsonObject figures) {

  /** A part that is well. */
  public static Finding ok(String message, JsonObject figures) {
    return new Finding(HealthStatus.OK, message, "", figures);
  }
}
