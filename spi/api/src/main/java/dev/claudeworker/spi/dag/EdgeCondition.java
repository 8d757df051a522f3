package dev.claudeworker.spi.dag;

/** What a dependent task asks of its upstream task. */
public enum EdgeCondition {
  /** The upstream task completed. */
  COMPLETED,
  /** The upstream task reached any final state. */
  ENDED,
  /** The upstream task failed. */
  FAILED
}
