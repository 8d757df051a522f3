package dev.claudeworker.plugin.postgres;

import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.PluginContext;
import dev.claudeworker.spi.WorkerException;
import dev.claudeworker.spi.storage.SchemaState;
import dev.claudeworker.spi.storage.Storage;
import dev.claudeworker.storage.sql.SqlStorage;
import dev.claudeworker.storage.sql.schema.Schema;
import dev.claudeworker.storage.sql.schema.StoreIdentity;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;

/** A PostgreSQL database on the way to a storage. Apart from the factory, so that the driver is loaded only when it is used. */
final class PostgresDatabase {

  private static final int OLDEST = 13;

  /** Any number will do as long as no other program takes the same: the letters of "claudewo". */
  private static final long MIGRATION_LOCK = 0x636c_6175_6465_776fL;

  private PostgresDatabase() {}

  static Storage open(PostgresSettings settings, PluginContext context) {
    PostgresAddress address = PostgresAddress.of(settings);
    StoreIdentity identity;
    String version;
    try (Connection connection = address.unlimited().getConnection()) {
      version = version(connection, address);
      identity = migrated(connection, address, context.clock());
    } catch (SQLException failure) {
      throw PostgresFailures.explain(failure, address.place());
    }
    JsonObject facts = JsonObject.EMPTY.with("address", address.place()).with("version", version);
    PostgresBackend backend = new PostgresBackend(address, facts);
    try {
      return new SqlStorage(backend, identity, context.json());
    } catch (RuntimeException failure) {
      backend.close();
      throw failure;
    }
  }

  /** What a server would find; nothing is changed. */
  static Optional<JsonObject> inspect(PostgresSettings settings, InstantSource clock) {
    PostgresAddress address = PostgresAddress.of(settings);
    try (Connection connection = address.unlimited().getConnection()) {
      JsonObject facts = JsonObject.EMPTY.with("place", address.place() + ", " + version(connection, address));
      Optional<StoreIdentity> found =
          new Schema(address.unlimited(), address.place(), clock, UUID::randomUUID).check();
      return Optional.of(
          found.map(store -> facts.with("schema_version", Integer.toString(store.schemaVersion())))
              .orElseGet(() -> facts.with("remark", "It is empty; the first start makes the tables.")));
    } catch (SQLException failure) {
      throw PostgresFailures.explain(failure, address.place());
    }
  }

  /** Looks, and changes nothing. */
  static SchemaState schemaState(PostgresSettings settings, PluginContext context) {
    PostgresAddress address = PostgresAddress.of(settings);
    try {
      Optional<Integer> found = schema(address, context.clock()).look().map(StoreIdentity::schemaVersion);
      return new SchemaState(address.place(), found.map(String::valueOf), Integer.toString(Schema.NEWEST),
          Schema.pendingAfter(found.orElse(0)));
    } catch (SQLException failure) {
      throw PostgresFailures.explain(failure, address.place());
    }
  }

  private static String version(Connection connection, PostgresAddress address) throws SQLException {
    String version = connection.getMetaData().getDatabaseProductVersion();
    if (connection.getMetaData().getDatabaseMajorVersion() < OLDEST) {
      throw PostgresFailures.tooOld(address.place(), version);
    }
    return version;
  }

  private static Schema schema(PostgresAddress address, InstantSource clock) {
    return new Schema(address.unlimited(), address.place(), clock, UUID::randomUUID);
  }

  /** Of several servers that start at once, one migrates and the others find it done. The lock ends with its transaction. */
  private static StoreIdentity migrated(Connection connection, PostgresAddress address, InstantSource clock)
      throws SQLException {
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.execute("SELECT pg_advisory_xact_lock(" + MIGRATION_LOCK + ")");
    }
    try {
      StoreIdentity identity = schema(address, clock).open();
      NarrowIndexes.make(connection);
      connection.commit();
      return identity;
    } catch (RuntimeException failure) {
      throw explained(failure, address);
    }
  }

  /** Flyway wraps what the driver said. */
  private static RuntimeException explained(RuntimeException failure, PostgresAddress address) {
    if (failure instanceof WorkerException) {
      return failure;
    }
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        return PostgresFailures.explain(sql, address.place());
      }
    }
    return failure;
  }
}
