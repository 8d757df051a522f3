package dev.claudeworker.attempt;

import java.time.Duration;

/**
 * Bounds of one attempt.
 *
 * @param endMargin {@code attempt.end_margin}: after the grace, how long until its thread is interrupted, and again until it
 *     is given up
 * @param maxLogBytes {@code attempt.max_log}: largest attempt log; later lines are left out
 * @param maxLogLine {@code attempt.max_log_line}: longest line of the attempt log, in characters
 * @param progressEvery {@code attempt.progress_interval}: how often progress is stored at most
 * @param maxResultText {@code result.max_text}: longest result text, in characters; what is longer is cut
 */
public record AttemptSettings(
    Duration endMargin,
    long maxLogBytes,
    int maxLogLine,
    Duration progressEvery,
    int maxResultText) {

  /** 5 s, 64 MB, 8,000 characters, 1 s, 10,000,000 characters. */
  public static final AttemptSettings DEFAULT =
      new AttemptSettings(
          Duration.ofSeconds(5), 64L << 20, 8_000, Duration.ofSeconds(1), 10_000_000);

  /** Checks the ranges. */
  public AttemptSettings {
    require(endMargin.isPositive(), "attempt.end_margin is more than 0");
    require(maxLogBytes >= 0, "attempt.max_log is not negative");
    require(maxLogLine >= 1, "attempt.max_log_line is at least 1");
    require(progressEvery.isPositive(), "attempt.progress_interval is more than 0");
    require(maxResultText >= 1, "result.max_text is at least 1");
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
