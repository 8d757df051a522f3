package dev.claudeworker.spi.dag;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The state of an orchestration. The words are fixed: lower case in every interface. */
public enum OrchestrationStatus {
  /** None of its tasks has been claimed yet. */
  PENDING,
  /** Tasks run, or will. */
  RUNNING,
  /** None of its tasks is claimed until a person lets it go on; running tasks end by themselves. */
  PAUSED,
  /** All tasks have ended, and every failure was tolerated. */
  COMPLETED,
  /** All tasks have ended, and a failure was not tolerated by the edge it met. */
  FAILED,
  /** Ended by a person or a tool. Its last running tasks may still be ending. */
  CANCELLED,
  /** Its time ran out. Its last running tasks may still be ending. */
  TIMED_OUT;

  private final String word = name().toLowerCase(Locale.ROOT);

  /**
   * The word for interfaces and storage.
   *
   * @return the lower-case name
   */
  public String word() {
    return word;
  }

  /**
   * Whether the orchestration has ended.
   *
   * @return true for completed, failed, cancelled, timed out
   */
  public boolean isFinal() {
    return switch (this) {
      case PENDING, RUNNING, PAUSED -> false;
      case COMPLETED, FAILED, CANCELLED, TIMED_OUT -> true;
    };
  }

  /**
   * The state of a word.
   *
   * @param word a lower-case name
   * @return the state, empty for an unknown word
   */
  public static Optional<OrchestrationStatus> ofWord(String word) {
    return Arrays.stream(values()).filter(status -> status.word.equals(word)).findFirst();
  }
}
