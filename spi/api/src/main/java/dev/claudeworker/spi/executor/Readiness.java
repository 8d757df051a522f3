package dev.claudeworker.spi.executor;

/**
 * Whether something could work now.
 *
 * @param ready whether it could
 * @param message what was found: the version if ready, the trouble if not
 * @param suggestion what to do; empty if ready
 */
public record Readiness(boolean ready, String message, String suggestion) {

  /**
   * It could.
   *
   * @param message what was found
   * @return the answer
   */
  public static Readiness ready(String message) {
    return new Readiness(true, message, "");
  }

  /**
   * It could not.
   *
   * @param message the trouble
   * @param suggestion what to do
   * @return the answer
   */
  public static Readiness notReady(String message, String suggestion) {
    return new Readiness(false, message, suggestion);
  }
}
