package dev.claudeworker.queue;

import java.time.Duration;

/**
 * Bounds of the queue.
 *
 * @param priorityStep {@code queue.priority_step}: one point of priority counts as having been due so much earlier
 * @param fairShareStep {@code queue.fair_share_step}: a task counts as having been due so much later for every task of its
 *     orchestration that is pending before it
 * @param maxGroup {@code queue.max_group}: most units of one group commit
 * @param maxBacklog {@code queue.max_backlog}: most units that wait for a group; more are refused as busy
 * @param maxSubmission {@code queue.max_submission}: most tasks of one submission
 * @param retryDelay {@code queue.retry_delay}: first wait after the storage failed; doubles
 * @param maxRetryDelay {@code queue.max_retry_delay}: longest such wait
 */
public record QueueSettings(
    Duration priorityStep,
    Duration fairShareStep,
    int maxGroup,
    int maxBacklog,
    int maxSubmission,
    Duration retryDelay,
    Duration maxRetryDelay) {

  /** 15 min a point, 1 min a task ahead, groups of 256, 10,000 waiting, 1,000 at once, 100 ms to 10 s. */
  public static final QueueSettings DEFAULT =
      new QueueSettings(
          Duration.ofMinutes(15), Duration.ofMinutes(1), 256, 10_000, 1_000, Duration.ofMillis(100),
          Duration.ofSeconds(10));

  /** Checks the ranges. */
  public QueueSettings {
    require(!priorityStep.isNegative(), "queue.priority_step is not negative");
    require(!fairShareStep.isNegative(), "queue.fair_share_step is not negative");
    require(maxGroup >= 1, "queue.max_group is at least 1");
    require(maxBacklog >= 1, "queue.max_backlog is at least 1");
    require(maxSubmission >= 1, "queue.max_submission is at least 1");
    require(retryDelay.isPositive(), "queue.retry_delay is more than 0");
    require(maxRetryDelay.compareTo(retryDelay) >= 0, "queue.max_retry_delay is not below queue.retry_delay");
  }

  /** The queue's order. */
  public ClaimOrder order() {
    return new ClaimOrder(priorityStep, fairShareStep);
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
