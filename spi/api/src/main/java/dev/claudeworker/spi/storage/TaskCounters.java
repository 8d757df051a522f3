package dev.claudeworker.spi.storage;

/**
 * Counters of a task that moves set. The number of attempts is not among them: the claim alone counts it.
 *
 * @param failuresCounted attempts that count as failures since the last submission, retry or resume by a person
 * @param lost attempts that were lost since then
 * @param suspensions attempts that were suspended in a row
 */
public record TaskCounters(int failuresCounted, int lost, int suspensions) {

  /** All zero. */
  public static final TaskCounters ZERO = new TaskCounters(0, 0, 0);
}
