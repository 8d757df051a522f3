package dev.claudeworker.storage.sql;

import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.WorkerException;
import dev.claudeworker.spi.storage.StorageCapability;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Set;
import java.util.function.LongConsumer;
import javax.sql.DataSource;

/** All in which one database differs from another. Kept small: whatever can be said in SQL that both know is not here. */
public interface SqlBackend extends AutoCloseable {

  /**
   * The name of the storage.
   *
   * @return as in {@code storage.type}
   */
  String kind();

  /**
   * The words of its SQL that differ.
   *
   * @return the dialect
   */
  SqlDialect dialect();

  /**
   * Opens the connection over which everything is written. There is one at a time; it is opened anew after it broke.
   *
   * @return a connection without auto-commit
   * @throws SQLException if the database cannot be reached
   */
  Connection openWriter() throws SQLException;

  /**
   * Opens a connection that sees one moment of the database, from its first statement on, for as long as it takes.
   *
   * @return a connection without auto-commit, in which nothing is written
   * @throws SQLException if the database cannot be reached
   */
  Connection openSnapshot() throws SQLException;

  /**
   * Connections for reading.
   *
   * @return a pool
   */
  DataSource readers();

  /**
   * Makes what was committed durable. Called after each commit that must survive, before anything is answered.
   *
   * @param writer the connection that committed
   * @throws SQLException if it may not be durable
   */
  void makeDurable(Connection writer) throws SQLException;

  /**
   * Whether a commit can be seen before it is durable, so that readers of events must stop at the durable head. Only
   * possible where a single process uses the database.
   *
   * @return false if a commit is durable when it becomes visible
   */
  boolean visibleBeforeDurable();

  /**
   * The lease clock.
   *
   * @return now
   */
  Instant now();

  /**
   * Tells of commits, as {@link dev.claudeworker.spi.storage.Storage#onCommit} says.
   *
   * @param changed gets the number of the last event
   */
  default void onCommit(LongConsumer changed) {}

  /**
   * What a failure means for all that would be tried again.
   *
   * @param failure what the driver said
   * @return how to go on
   */
  FailureKind kindOf(SQLException failure);

  /**
   * A failure in words for people.
   *
   * @param failure what the driver said
   * @return with a code of {@link dev.claudeworker.spi.storage.StorageErrors}
   */
  WorkerException explain(SQLException failure);

  /**
   * What it can do beyond the minimum.
   *
   * @return the capabilities
   */
  Set<StorageCapability> capabilities();

  /**
   * Facts for {@code server status}: place, size, version; nothing secret.
   *
   * @return the facts
   */
  JsonObject details();

  @Override
  void close();

  /** What a failure means. */
  enum FailureKind {
    /** What was written cannot be: another try fails the same way, other units are not affected. */
    REFUSED,
    /** Two transactions stood in each other's way: another try can succeed. */
    CONFLICT,
    /** The database is not usable now. */
    UNAVAILABLE
  }
}
