package dev.claudeworker.storage.sql;

import java.util.Properties;

/**
 * The words of SQL in which databases differ; each may be empty.
 *
 * @param lockTasks ends a statement that reads task rows {@code t}, to lock them
 * @param lockRows ends a statement that reads rows of one table, to lock them
 * @param lockClaimed ends a statement that reads due tasks {@code t}, to lock those that nobody else has locked
 * @param announce another column of the event head just written, which tells other servers of it when it is committed
 */
public record SqlDialect(String lockTasks, String lockRows, String lockClaimed, String announce) {

  /** One process, one writer, guarded by a lock in memory: rows need none. */
  public static final SqlDialect SINGLE_WRITER = new SqlDialect("", "", "", "");

  /** Several servers on one PostgreSQL. */
  public static final SqlDialect POSTGRESQL =
      new SqlDialect("FOR UPDATE OF t", "FOR UPDATE", "FOR UPDATE OF t SKIP LOCKED",
          ", pg_notify('claude_worker', last::text)");

  /** Whether several connections may write at once: rows are locked then. */
  boolean severalWriters() {
    return !lockRows.isEmpty();
  }

  /** The words by the names that statements use. */
  Properties words() {
    Properties words = new Properties();
    words.setProperty("lock_tasks", lockTasks);
    words.setProperty("lock_rows", lockRows);
    words.setProperty("lock_claimed", lockClaimed);
    words.setProperty("announce", announce);
    return words;
  }
}
