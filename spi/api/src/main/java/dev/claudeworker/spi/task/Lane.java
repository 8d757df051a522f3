package dev.claudeworker.spi.task;

/**
 * A bound that tasks with the same key share: only so many of them are claimable or running at once.
 *
 * @param key what they share, for example a directory; 1 to 1,000 characters
 * @param limit how many places the lane has, 1 or more. Where tasks of one key disagree, the one that asked last decides
 */
public record Lane(String key, int limit) {

  /** Longest {@link #key}, in characters. */
  public static final int LONGEST_KEY = 1000;

  /** Checks the ranges. */
  public Lane {
    if (key.isEmpty() || key.length() > LONGEST_KEY) {
      throw new IllegalArgumentException("the key of a lane has 1 to " + LONGEST_KEY + " characters");
    }
    if (limit < 1) {
      throw new IllegalArgumentException("a lane has 1 place or more, not " + limit);
    }
  }
}
