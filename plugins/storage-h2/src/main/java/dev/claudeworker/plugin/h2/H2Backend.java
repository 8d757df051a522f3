package dev.claudeworker.plugin.h2;

import dev.claudeworker.plugin.h2.journal.Durability;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.WorkerException;
import dev.claudeworker.spi.storage.StorageCapability;
import dev.claudeworker.storage.sql.SqlBackend;
import dev.claudeworker.storage.sql.SqlDialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.h2.engine.Constants;

/** One H2 database, opened by this process alone. */
final class H2Backend implements SqlBackend {

  private final H2Database database;
  private final InstantSource clock;
  private final ReaderPool readers;
  private final Durability durability;
  private final JsonObject facts;
  private final BooleanSupplier roomy;
  private final Runnable whenClosed;

  private final Duration compactFor;

  /** Whether the file could not be written at some time since it was opened. */
  private volatile boolean failed;

  /**
   * A database whose schema is up to date.
   *
   * @param database the database
   * @param settings how it is used
   * @param durability how it becomes durable
   * @param clock the lease clock: with a single process any clock will do
   * @param facts what {@code server status} tells about it
   * @param roomy whether the disk has room to compact the file
   * @param whenClosed what is to be done after the database was closed
   */
  H2Backend(
      H2Database database,
      H2Settings settings,
      Durability durability,
      InstantSource clock,
      JsonObject facts,
      BooleanSupplier roomy,
      Runnable whenClosed) {
    this.database = database;
    this.durability = durability;
    this.clock = clock;
    this.compactFor = settings.compactFor();
    this.readers = new ReaderPool(database.source(), settings.readers(), durability);
    this.facts = facts;
    this.roomy = roomy;
    this.whenClosed = whenClosed;
  }

  @Override
  public String kind() {
    return H2StorageFactory.NAME;
  }

  @Override
  public SqlDialect dialect() {
    return SqlDialect.SINGLE_WRITER;
  }

  @Override
  public Connection openWriter() throws SQLException {
    readers.reset();
    Connection connection = attached();
    return durability.writer(connection);
  }

  private Connection attached() throws SQLException {
    Connection connection = database.source().getConnection();
    try {
      durability.attach(connection);
      connection.setAutoCommit(false);
      return connection;
    } catch (SQLException | RuntimeException failure) {
      connection.close();
      throw failure;
    }
  }

  @Override
  public Connection openSnapshot() throws SQLException {
    Connection connection = attached();
    // What H2 calls its snapshot isolation.
    connection.setTransactionIsolation(Constants.TRANSACTION_SNAPSHOT);
    return connection;
  }

  @Override
  public DataSource readers() {
    return readers;
  }

  @Override
  public void makeDurable(Connection writer) throws SQLException {
    durability.makeDurable(writer);
  }

  @Override
  public boolean visibleBeforeDurable() {
    return true;
  }

  @Override
  public Instant now() {
    return clock.instant();
  }

  @Override
  public FailureKind kindOf(SQLException failure) {
    return H2Failures.kindOf(failure);
  }

  @Override
  public WorkerException explain(SQLException failure) {
    failed |= kindOf(failure) == FailureKind.UNAVAILABLE;
    return H2Failures.explain(failure, database.place());
  }

  @Override
  public Set<StorageCapability> capabilities() {
    return Set.of(StorageCapability.DURABLE);
  }

  @Override
  public JsonObject details() {
    return facts;
  }

  @Override
  public void close() {
    readers.reset();
    durability.close(database.shutdown(!failed && roomy.getAsBoolean(), compactFor, durability::end));
    whenClosed.run();
  }
}
