package dev.claudeworker.spi.dag;

/**
 * The number of an orchestration, the one people type. Unique within one storage, given by it, never used again.
 *
 * @param value 1 or more
 */
public record OrchestrationId(long value) implements Comparable<OrchestrationId> {

  /** Refuses numbers below 1. */
  public OrchestrationId {
    if (value < 1) {
      throw new IllegalArgumentException("an orchestration id is 1 or more, not " + value);
    }
  }

  @Override
  public int compareTo(OrchestrationId other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
