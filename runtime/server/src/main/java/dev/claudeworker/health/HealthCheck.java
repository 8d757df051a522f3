package dev.claudeworker.health;

/** Looks at one part of the server. */
public interface HealthCheck {

  /**
   * The part.
   *
   * @return one word
   */
  String name();

  /**
   * Looks at it. May block; it is interrupted after {@code health.timeout}.
   *
   * @return what it found
   * @throws Exception if that cannot be found out, which is a failure of the part
   */
  Finding look() throws Exception;
}
