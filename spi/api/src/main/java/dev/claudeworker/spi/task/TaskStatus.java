package dev.claudeworker.spi.task;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The state of a task. The words are fixed: lower case in every interface. */
public enum TaskStatus {
  /** Due: it runs as soon as a slot is free and no gate is closed. */
  PENDING,
  /** Not due yet, for a reason of its own ({@link WaitReason}). */
  WAITING,
  /** An attempt holds the lease. */
  RUNNING,
  /** Ended with a result. */
  COMPLETED,
  /** Ended without a result; no retry is left or none would help. */
  FAILED,
  /** Never ran, because an upstream task failed, was skipped or cancelled. */
  SKIPPED,
  /** Ended by a person or a tool. */
  CANCELLED;

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
   * Whether the task has ended. A final state never changes by itself, only by a person (retry, resume).
   *
   * @return true for completed, failed, skipped, cancelled
   */
  public boolean isFinal() {
    return switch (this) {
      case PENDING, WAITING, RUNNING -> false;
      case COMPLETED, FAILED, SKIPPED, CANCELLED -> true;
    };
  }

  /**
   * The state of a word.
   *
   * @param word a lower-case name
   * @return the state, empty for an unknown word
   */
  public static Optional<TaskStatus> ofWord(String word) {
    return Arrays.stream(values()).filter(status -> status.word.equals(word)).findFirst();
  }
}
