package dev.claudeworker.plugin.postgres;

import com.zaxxer.hikari.HikariDataSource;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.WorkerException;
import dev.claudeworker.spi.storage.StorageCapability;
import dev.claudeworker.storage.sql.SqlBackend;
import dev.claudeworker.storage.sql.SqlDialect;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;
import javax.sql.DataSource;

/** One PostgreSQL database whose schema is up to date. */
final class PostgresBackend implements SqlBackend {

  private final PostgresAddress address;
  private final PostgresSource source;
  private final HikariDataSource readers;
  private final JsonObject facts;
  private volatile Optional<PostgresListener> listener = Optional.empty();

  PostgresBackend(PostgresAddress address, JsonObject facts) {
    this.address = address;
    this.source = address.source();
    this.facts = facts;
    readers = new HikariDataSource();
    readers.setPoolName("claude-worker-readers");
    readers.setDataSource(source);
    readers.setMaximumPoolSize(address.settings().readers());
    readers.setMinimumIdle(1);
    readers.setConnectionTimeout(address.settings().limits().connect().toMillis());
    // The database may come later, or again.
    readers.setInitializationFailTimeout(-1);
  }

  @Override
  public String kind() {
    return PostgresStorageFactory.NAME;
  }

  @Override
  public SqlDialect dialect() {
    return SqlDialect.POSTGRESQL;
  }

  @Override
  public Connection openWriter() throws SQLException {
    Connection connection = source.getConnection();
    connection.setAutoCommit(false);
    return connection;
  }

  /** Over a connection without the limits of daily work: what is read in between may take its time to be written elsewhere. */
  @Override
  public Connection openSnapshot() throws SQLException {
    Connection connection = address.unlimited().getConnection();
    connection.setAutoCommit(false);
    connection.setReadOnly(true);
    connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    return connection;
  }

  @Override
  public DataSource readers() {
    return readers;
  }

  /** A commit is durable when it is answered, unless somebody switched synchronous_commit off. */
  @Override
  public void makeDurable(Connection writer) {}

  @Override
  public boolean visibleBeforeDurable() {
    return false;
  }

  /** The time of the database, so that all servers mean the same by the end of a lease. */
  @Override
  public Instant now() {
    try (
        Connection connection = readers.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT clock_timestamp()")) {
      row.next();
      return row.getObject(1, OffsetDateTime.class).toInstant();
    } catch (SQLException failure) {
      throw explain(failure);
    }
  }

  /** A pooler in transaction mode passes no notifications on; the servers then only look by themselves. */
  @Override
  public void onCommit(LongConsumer changed) {
    if (!address.settings().pooler()) {
      listener = Optional.of(PostgresListener.start(source, changed));
    }
  }

  @Override
  public FailureKind kindOf(SQLException failure) {
    return PostgresFailures.kindOf(failure);
  }

  @Override
  public WorkerException explain(SQLException failure) {
    return PostgresFailures.explain(failure, address.place());
  }

  @Override
  public Set<StorageCapability> capabilities() {
    return Set.of(StorageCapability.DURABLE, StorageCapability.SHARED);
  }

  @Override
  public JsonObject details() {
    return facts;
  }

  @Override
  public void close() {
    listener.ifPresent(PostgresListener::close);
    readers.close();
  }
}
