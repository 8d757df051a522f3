package dev.claudeworker.spi.notify;

/** What became of a notification that did not fail. */
public sealed interface Delivery {

  /**
   * How or why, in a few words for people.
   *
   * @return one line without secrets
   */
  String details();

  /**
   * Somebody was told.
   *
   * @param details how, for example {@code posted to 2 targets}
   */
  record Delivered(String details) implements Delivery {}

  /**
   * Nobody was told, and that is right so.
   *
   * @param details why, for example {@code no target wants it}
   */
  record NotWanted(String details) implements Delivery {}
}
