package dev.claudeworker.spi.task;

import java.util.Locale;
import java.util.Optional;

/**
 * How urgent a task is.
 *
 * @param value 0 (can wait) to 100 (urgent)
 */
public record Priority(int value) {

  /** 25. */
  public static final Priority LOW = new Priority(25);

  /** 50, the default. */
  public static final Priority NORMAL = new Priority(50);

  /** 75. */
  public static final Priority HIGH = new Priority(75);

  /** 100. */
  public static final Priority URGENT = new Priority(100);

  /** Refuses values out of range. */
  public Priority {
    if (value < 0 || value > 100) {
      throw new IllegalArgumentException("a priority is low, normal, high, urgent or 0 to 100, not " + value);
    }
  }

  /**
   * Reads a word or a number.
   *
   * @param text low, normal, high, urgent, or 0 to 100
   * @return the priority, empty if the text is none
   */
  public static Optional<Priority> parse(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "low" -> Optional.of(LOW);
      case "normal" -> Optional.of(NORMAL);
      case "high" -> Optional.of(HIGH);
      case "urgent" -> Optional.of(URGENT);
      default -> text.matches("\\d{1,2}|100") ? Optional.of(new Priority(Integer.parseInt(text))) : Optional.empty();
    };
  }
}
