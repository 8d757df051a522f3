package dev.claudeworker.spi.task;

import java.util.Locale;

/** The state of an attempt. */
public enum AttemptStatus {
  /** It holds the lease of its task. */
  RUNNING,
  /** It produced a result. */
  COMPLETED,
  /** It failed. */
  FAILED,
  /** It was ended on request. */
  CANCELLED,
  /** It stopped to wait for something. */
  SUSPENDED,
  /** Machine and process are gone. */
  LOST;

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
