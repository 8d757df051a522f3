package dev.claudeworker.plugin.h2;

import dev.claudeworker.plugin.h2.journal.Journal.Connections;
import dev.claudeworker.spi.WorkerException;
import dev.claudeworker.spi.storage.SchemaState;
import dev.claudeworker.storage.sql.schema.Schema;
import dev.claudeworker.storage.sql.schema.StoreIdentity;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.h2.api.ErrorCode;
import org.h2.jdbcx.JdbcDataSource;

/** An H2 database, by its address: how it is looked at, migrated and closed. */
final class H2Database {

  /** Without H2's trace file, which would appear beside the database. */
  private static final String LOOK_ONLY = ";ACCESS_MODE_DATA=r;TRACE_LEVEL_FILE=0";

  /** Nothing is written any more. */
  private static final String ABANDON = "SHUTDOWN IMMEDIATELY";

  private final JdbcDataSource source;
  private final String place;
  private OptionalLong lastHead = OptionalLong.empty();
  private Optional<UUID> lastStore = Optional.empty();

  /** Gets what was found in a database. */
  @FunctionalInterface
  interface Inspection {
    void found(Optional<StoreIdentity> store, long head);
  }

  /** The last that is done with a database before it is closed. */
  @FunctionalInterface
  interface Ending {
    void run(Connection connection) throws SQLException;
  }

  private H2Database(JdbcDataSource source, String place) {
    this.source = source;
    this.place = place;
  }

  /** A database, not opened yet; {@code place} is the same for people. */
  static H2Database of(String url, String place, H2Settings settings) {
    return of(url + settings.options(), place);
  }

  private static H2Database of(String url, String place) {
    JdbcDataSource source = new JdbcDataSource();
    source.setURL(url);
    source.setUser("sa");
    source.setPassword("");
    return new H2Database(source, place);
  }

  /** The same, opened without changing its file. */
  H2Database readOnly() {
    return of(source.getURL() + LOOK_ONLY, place);
  }

  JdbcDataSource source() {
    return source;
  }

  String place() {
    return place;
  }

  /** Looks who it is and how far it goes. It is closed again if the inspection throws, or if this was read-only. */
  void inspect(Inspection inspection) {
    try (Connection connection = source.getConnection()) {
      Optional<StoreIdentity> found = schema(InstantSource.system()).check();
      inspection.found(found, found.isEmpty() ? 0 : head(connection));
    } catch (SQLException failure) {
      throw isLookedAtOnly() && failure.getErrorCode() == ErrorCode.DATABASE_IS_READ_ONLY
          ? H2Failures.damaged(place, "it is shorter than it was when it was closed, and H2 would change it", failure)
          : H2Failures.explainOpening(failure, place);
    }
  }

  /** Work on a database that nobody uses yet. */
  @FunctionalInterface
  interface Work {
    void run(Connections connections) throws SQLException;
  }

  /** Does it, and explains its failure as one of opening the database. */
  void whileUnused(Work work) {
    try {
      work.run(source::getConnection);
    } catch (SQLException failure) {
      throw H2Failures.explainOpening(failure, place);
    }
  }

  /** Who it is; empty = there is nothing, or a beginning that was interrupted. Changes no schema. */
  Optional<StoreIdentity> identity() {
    try {
      return schema(InstantSource.system()).look();
    } catch (SQLException failure) {
      throw H2Failures.explainOpening(failure, place);
    }
  }

  /** How its schema stands. */
  SchemaState schemaState() {
    Optional<Integer> found = identity().map(StoreIdentity::schemaVersion);
    return new SchemaState(place, found.map(String::valueOf), Integer.toString(Schema.NEWEST),
        Schema.pendingAfter(found.orElse(0)));
  }

  /** Tells readers of events that the log may have gone back. */
  void beginEpoch() {
    try (Connection connection = source.getConnection(); Statement statement = connection.createStatement()) {
      statement.execute("UPDATE meta SET epoch = '" + UUID.randomUUID() + "' WHERE id = 1");
      statement.execute("SHUTDOWN");
    } catch (SQLException failure) {
      throw H2Failures.explainOpening(failure, place);
    }
  }

  private boolean isLookedAtOnly() {
    return source.getURL().endsWith(LOOK_ONLY);
  }

  /** Brings the schema up to date. */
  StoreIdentity migrate(InstantSource clock) {
    try {
      return schema(clock).open();
    } catch (SQLException failure) {
      throw H2Failures.explainOpening(failure, place);
    }
  }

  private Schema schema(InstantSource clock) {
    return new Schema(source, place, clock, UUID::randomUUID);
  }

  /**
   * Closes it, and notes how far it went. H2 writes a file that it closes, and ruins it if it cannot: the next openings find an
   * older state, or none.
   *
   * @param writable whether the file can be written; otherwise nothing is written any more after the ending
   * @param compactFor how long it may take to make the file smaller
   * @param ending brings everything into the file
   * @return whether it was closed
   */
  boolean shutdown(boolean writable, Duration compactFor, Ending ending) {
    try (Connection connection = source.getConnection(); Statement statement = connection.createStatement()) {
      if (!isEnded(connection, ending)) {
        statement.execute(ABANDON);
        return false;
      }
      long head = head(connection);
      lastStore = schema(InstantSource.system()).look().map(StoreIdentity::storeId);
      if (writable) {
        FileCompaction.run(connection, compactFor);
        statement.execute("SHUTDOWN");
      } else {
        statement.execute(ABANDON);
      }
      lastHead = OptionalLong.of(head);
      return true;
    } catch (SQLException | WorkerException failure) {
      H2StorageFactory.LOG.warn("closing the database {} failed: {}", place, failure.getMessage());
      return false;
    }
  }

  private boolean isEnded(Connection connection, Ending ending) {
    try {
      ending.run(connection);
      return true;
    } catch (SQLException failure) {
      H2StorageFactory.LOG.warn("the database {} could not be written to its end, the next start will: {}", place,
          failure.getMessage());
      return false;
    }
  }

  /** Number of the last event when it was closed. */
  OptionalLong lastHead() {
    return lastHead;
  }

  /** Who it was when it was closed: an import gives it the identity of another store. */
  Optional<UUID> lastStore() {
    return lastStore;
  }

  private static long head(Connection connection) throws SQLException {
    try (
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT last FROM event_head")) {
      row.next();
      return row.getLong(1);
    }
  }
}
