package dev.claudeworker.plugin.h2.journal;

import java.sql.Connection;
import java.sql.SQLException;

/** How what was committed comes onto the disk before it is acknowledged. Safe for threads, but for one writer at a time. */
public interface Durability {

  /**
   * Sees to it that a new connection is one to a database that has everything that was acknowledged: H2 closes a database whose file
   * it could not write, and the next connection opens the file anew.
   *
   * @param connection to the database, with nothing begun
   * @throws SQLException if it cannot be had
   */
  void attach(Connection connection) throws SQLException;

  /**
   * The connection over which everything is written, so that its transactions can be made durable.
   *
   * @param connection attached, without auto-commit
   * @return in place of it
   * @throws SQLException if the database failed
   */
  Connection writer(Connection connection) throws SQLException;

  /**
   * Returns when everything is on the disk that was committed over the writing connection.
   *
   * @param writer the connection
   * @throws SQLException if it may not be there
   */
  void makeDurable(Connection writer) throws SQLException;

  /**
   * Everything is brought into the database's own file, before the database is closed.
   *
   * @param connection the last one
   * @throws SQLException if it could not be
   */
  void end(Connection connection) throws SQLException;

  /**
   * Closes what it has open.
   *
   * @param ended whether the database was closed after {@link #end}
   */
  void close(boolean ended);

  /** Brings everything that was committed into the database's own file, and the file onto the disk. */
  interface Checkpoint {

    /**
     * Whether one should be taken, however short the journal is.
     *
     * @param connection to the database
     * @return true if too much waits in memory
     * @throws SQLException if the database failed
     */
    boolean isDue(Connection connection) throws SQLException;

    /**
     * Returns when it is on the disk.
     *
     * @param connection to the database
     * @throws SQLException if it may not be there
     */
    void write(Connection connection) throws SQLException;
  }

  /**
   * Without a journal.
   *
   * @param sync writes its file
   * @return a database whose own file is written and synced each time
   */
  static Durability ofFile(Sync sync) {
    return new FileDurability(sync);
  }

  /** Brings everything that was committed onto the disk. */
  @FunctionalInterface
  interface Sync {

    /**
     * Returns when it is there.
     *
     * @param connection to the database
     * @throws SQLException if it may not be there
     */
    void sync(Connection connection) throws SQLException;
  }
}
