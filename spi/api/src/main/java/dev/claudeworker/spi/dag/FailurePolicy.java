package dev.claudeworker.spi.dag;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a failed task means for the rest of its orchestration. */
public enum FailurePolicy {
  /** What depends on it is skipped, transitively. */
  SKIP,
  /** What depends on it runs anyway. */
  CONTINUE,
  /** What depends on it waits until a person releases or cancels it. */
  HOLD,
  /** Everything that has not started is cancelled. */
  FAIL_FAST;

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
   * The policy of a word.
   *
   * @param word a lower-case name
   * @return the policy, empty for an unknown word
   */
  public static Optional<FailurePolicy> ofWord(String word) {
    return Arrays.stream(values()).filter(policy -> policy.word.equals(word)).findFirst();
  }
}
