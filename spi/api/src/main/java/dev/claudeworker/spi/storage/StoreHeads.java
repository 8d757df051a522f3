package dev.claudeworker.spi.storage;

/**
 * The last numbers that a store gave, also to what has been deleted since: numbers are never given twice.
 *
 * @param task of tasks
 * @param orchestration of orchestrations
 * @param event of events
 */
public record StoreHeads(long task, long orchestration, long event) {

  /** Of a store that has given none. */
  public static final StoreHeads NONE = new StoreHeads(0, 0, 0);
}
