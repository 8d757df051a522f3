package dev.claudeworker.storage.sql.schema;

import dev.claudeworker.spi.WorkerException;
import dev.claudeworker.spi.storage.StorageErrors;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import javax.sql.DataSource;

/** Looks whose database this is, and brings its schema up to date. Changes nothing in a database that is not ours. */
public final class Schema {

  /** The version that this library writes. */
  public static final int NEWEST = BundledMigrations.NAMES.size();

  /**
   * What opening a store would run.
   *
   * @param found version of its schema; 0 = there is none
   * @return names of migrations in order
   */
  public static List<String> pendingAfter(int found) {
    return BundledMigrations.NAMES.subList(Math.min(found, NEWEST), NEWEST);
  }

  /** The oldest server that understands {@link #NEWEST}. */
  private static final String MIN_SERVER_VERSION = "0.1.0";

  private static final String PRODUCT = "claude-worker";

  private final DataSource database;
  private final String place;
  private final InstantSource clock;
  private final Supplier<UUID> random;

  /**
   * A schema that has not been looked at.
   *
   * @param database where it is
   * @param place the same for people: a path or an address, without secrets
   * @param clock tells when a new store was created
   * @param random gives the identity of a new store
   */
  public Schema(DataSource database, String place, InstantSource clock, Supplier<UUID> random) {
    this.database = database;
    this.place = place;
    this.clock = clock;
    this.random = random;
  }

  /**
   * Opens the schema; a new one is made where there is none.
   *
   * @return the identity of the store
   * @throws SQLException if the database fails
   * @throws WorkerException if the database belongs to another program or a newer version
   */
  public StoreIdentity open() throws SQLException {
    Optional<StoreIdentity> found = look();
    if (found.isPresent() && found.get().schemaVersion() >= NEWEST) {
      return readable(found.get());
    }
    Migrations.run(database);
    remember(found);
    return look().orElseThrow();
  }

  /**
   * Looks whether {@link #open} would succeed, without changing anything.
   *
   * @return what stands there now; empty = nothing, or a beginning that was interrupted
   * @throws SQLException if the database fails
   * @throws WorkerException if the database belongs to another program or a newer version
   */
  public Optional<StoreIdentity> check() throws SQLException {
    return look().map(this::readable);
  }

  private StoreIdentity readable(StoreIdentity found) {
    ServerVersion needed = ServerVersion.parse(found.minServerVersion());
    if (ServerVersion.current().compareTo(needed) < 0) {
      throw new WorkerException(
          StorageErrors.TOO_NEW,
          "the database " + place + " was written by a newer version (schema " + found.schemaVersion()
              + "; this version knows " + NEWEST + ")",
          "install claude-worker " + needed + " or newer, or give this server another database");
    }
    return found;
  }

  /**
   * Looks without changing anything.
   *
   * @return what stands there now; empty = nothing, or a beginning that was interrupted
   * @throws SQLException if the database fails
   * @throws WorkerException if the database belongs to another program
   */
  public Optional<StoreIdentity> look() throws SQLException {
    try (Connection connection = database.getConnection()) {
      Set<String> tables = tables(connection);
      if (tables.contains("meta")) {
        return identity(connection);
      }
      tables.remove(Migrations.HISTORY_TABLE);
      if (!tables.isEmpty()) {
        throw foreign();
      }
      return Optional.empty();
    }
  }

  private static Set<String> tables(Connection connection) throws SQLException {
    Set<String> names = new HashSet<>();
    String[] kinds = {"TABLE", "BASE TABLE"};
    try (ResultSet rows =
        connection.getMetaData().getTables(connection.getCatalog(), connection.getSchema(), "%", kinds)) {
      while (rows.next()) {
        names.add(rows.getString("TABLE_NAME").toLowerCase(Locale.ROOT));
      }
    }
    return names;
  }

  private Optional<StoreIdentity> identity(Connection connection) throws SQLException {
    try (
        PreparedStatement statement = connection.prepareStatement(
            "SELECT product, store_uuid, epoch, schema_version, min_server_version FROM meta WHERE id = 1");
        ResultSet row = statement.executeQuery()) {
      if (!row.next()) {
        return Optional.empty();
      }
      if (!row.getString(1).equals(PRODUCT)) {
        throw foreign();
      }
      return Optional
          .of(new StoreIdentity(row.getObject(2, UUID.class), row.getString(3), row.getInt(4), row.getString(5)));
    } catch (SQLException failure) {
      if (failure.getSQLState() != null && failure.getSQLState().startsWith("42")) {
        throw foreign();
      }
      throw failure;
    }
  }

  private WorkerException foreign() {
    return new WorkerException(
        StorageErrors.FOREIGN,
        "the database " + place + " belongs to another program: it has tables that claude-worker did not make",
        "give claude-worker a database of its own; this one was left untouched");
  }

  private void remember(Optional<StoreIdentity> before) throws SQLException {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(true);
      if (before.isPresent()) {
        raise(connection);
      } else {
        create(connection);
      }
    }
  }

  private static void raise(Connection connection) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("UPDATE meta SET schema_version = ?, min_server_version = ? WHERE id = 1")) {
      statement.setInt(1, NEWEST);
      statement.setString(2, MIN_SERVER_VERSION);
      statement.executeUpdate();
    }
  }

  private void create(Connection connection) throws SQLException {
    UUID epoch = random.get();
    try (PreparedStatement statement = connection.prepareStatement("""
        INSERT INTO meta (id, product, store_uuid, epoch, schema_version, min_server_version, created_at)
        VALUES (1, ?, ?, ?, ?, ?, ?)
        """)) {
      statement.setString(1, PRODUCT);
      statement.setObject(2, random.get());
      statement.setString(3, epoch.toString());
      statement.setInt(4, NEWEST);
      statement.setString(5, MIN_SERVER_VERSION);
      statement.setObject(6, clock.instant().truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC));
      statement.executeUpdate();
    }
  }
}
