package dev.claudeworker.plugin.h2;

import dev.claudeworker.spi.WorkerException;
import dev.claudeworker.storage.sql.schema.Schema;
import dev.claudeworker.storage.sql.schema.StoreIdentity;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.h2.api.ErrorCode;
import org.h2.jdbcx.JdbcDataSource;

/** An H2 database, by its address: how it is looked at, migrated and closed. */
final class H2Database {

  private static final String LOOK_ONLY = ";ACCESS_MODE_DATA=r";

  private final JdbcDataSource source;
  private final String place;
  private OptionalLong lastHead = OptionalLong.empty();

  /** Gets what was found in a database. */
  @FunctionalInterface
  interface Inspection {
    void found(Optional<UUID> store, long head);
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
      Optional<StoreIdentity> found = schema(InstantSource.system()).look();
      inspection.found(found.map(StoreIdentity::storeId), found.isEmpty() ? 0 : head(connection));
    } catch (SQLException failure) {
      throw isLookedAtOnly() && failure.getErrorCode() == ErrorCode.DATABASE_IS_READ_ONLY
          ? H2Failures.damaged(place, "it is shorter than it was when it was closed, and H2 would change it", failure)
          : H2Failures.explainOpening(failure, place);
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

  /** Closes it, and notes how far it went. */
  void shutdown() {
    try (Connection connection = source.getConnection(); Statement statement = connection.createStatement()) {
      long head = head(connection);
      statement.execute("SHUTDOWN");
      lastHead = OptionalLong.of(head);
    } catch (SQLException | WorkerException failure) {
      H2StorageFactory.LOG.warn("closing the database {} failed: {}", place, failure.getMessage());
    }
  }

  /** Number of the last event when it was closed. */
  OptionalLong lastHead() {
    return lastHead;
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
