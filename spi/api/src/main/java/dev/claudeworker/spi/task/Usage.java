package dev.claudeworker.spi.task;

import java.time.Duration;

/**
 * What an attempt used.
 *
 * @param inputTokens tokens read, without the cached ones
 * @param outputTokens tokens written
 * @param cacheReadTokens tokens read from the provider's cache
 * @param cacheWriteTokens tokens written to it
 * @param turns conversation turns
 * @param costMicrosUsd cost in millionths of a US dollar
 * @param cpuTime processor time of the child and its ended children
 * @param peakMemoryBytes largest resident memory seen; 0 = not known
 */
public record Usage(
    long inputTokens,
    long outputTokens,
    long cacheReadTokens,
    long cacheWriteTokens,
    int turns,
    long costMicrosUsd,
    Duration cpuTime,
    long peakMemoryBytes) {

  /** Nothing used. */
  public static final Usage NONE = new Usage(0, 0, 0, 0, 0, 0, Duration.ZERO, 0);

  /**
   * Both together: sums, and the larger of the memory peaks.
   *
   * @param other the other usage
   * @return the total
   */
  public Usage plus(Usage other) {
    return new Usage(
        inputTokens + other.inputTokens,
        outputTokens + other.outputTokens,
        cacheReadTokens + other.cacheReadTokens,
        cacheWriteTokens + other.cacheWriteTokens,
        turns + other.turns,
        costMicrosUsd + other.costMicrosUsd,
        cpuTime.plus(other.cpuTime),
        Math.max(peakMemoryBytes, other.peakMemoryBytes));
  }
}
