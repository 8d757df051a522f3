package dev.claudeworker.storage.sql.group;

/**
 * Lets the tasks of a large graph be written in several transactions. One alone would have to remember all that it changed
 * until its end, far more than the cache of an embedded database holds.
 */
public interface Loading {

  /**
   * Hides what is written from now on, until the last transaction is committed.
   *
   * @param firstTask the first task that is written; those from it on are not there for anybody
   */
  void begin(long firstTask);

  /** Commits what was written so far, unseen. */
  void commitPart();
}
