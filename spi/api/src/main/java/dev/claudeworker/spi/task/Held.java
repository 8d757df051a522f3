package dev.claudeworker.spi.task;

import java.util.Locale;

/** Why a pending task is not claimable. The words are those of the wait reasons. */
public enum Held {
  /** Its orchestration is paused. */
  PAUSED,
  /** Its own {@link Lane} is full. It has no place in any lane. */
  CONCURRENCY,
  /** As many tasks of its orchestration as may be are claimable or running. It keeps its place in its own lane. */
  ORCHESTRATION_LIMIT;

  private final String word = name().toLowerCase(Locale.ROOT);

  /**
   * The word for interfaces and storage.
   *
   * @return the lower-case name
   */
  public String word() {
    return word;
  }
}
