package dev.claudeworker.plugin.h2;

import dev.claudeworker.json.JacksonJsonCodec;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.WorkerException;
import dev.claudeworker.spi.storage.Storage;
import dev.claudeworker.spi.storage.StorageCapability;
import dev.claudeworker.spi.testkit.SettableClock;
import dev.claudeworker.storage.sql.SqlBackend;
import dev.claudeworker.storage.sql.SqlDialect;
import dev.claudeworker.storage.sql.SqlStorage;
import dev.claudeworker.storage.sql.schema.StoreIdentity;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;

/** A storage on a new H2 database whose statements are recorded. */
final class RecordedStorage implements AutoCloseable {

  final StatementRecorder recorder = new StatementRecorder();
  final H2Database database;
  final Storage storage;

  RecordedStorage(Path directory) {
    SettableClock clock = new SettableClock();
    H2Settings settings = H2Settings.of(H2Fixture.config(JsonObject.EMPTY));
    DatabaseFile file = DatabaseFile.of(Optional.empty(), directory);
    database = H2Database.of(file.url(), file.file().toString(), settings);
    StoreIdentity identity = database.migrate(clock);
    H2Backend backend = new H2Backend(database, settings, H2StorageFactory.journal(file, settings), clock,
        JsonObject.EMPTY, () -> true, () -> {});
    storage = new SqlStorage(new RecordedBackend(backend, recorder), identity, new JacksonJsonCodec());
  }

  @Override
  public void close() {
    storage.close();
  }

  private record RecordedBackend(SqlBackend real, StatementRecorder recorder) implements SqlBackend {

    @Override
    public String kind() {
      return real.kind();
    }

    @Override
    public SqlDialect dialect() {
      return real.dialect();
    }

    @Override
    public Connection openWriter() throws SQLException {
      return recorder.around(real.openWriter());
    }

    @Override
    public Connection openSnapshot() throws SQLException {
      return recorder.around(real.openSnapshot());
    }

    @Override
    public DataSource readers() {
      return recorder.around(real.readers());
    }

    @Override
    public void makeDurable(Connection writer) throws SQLException {
      real.makeDurable(writer);
    }

    @Override
    public boolean visibleBeforeDurable() {
      return real.visibleBeforeDurable();
    }

    @Override
    public Instant now() {
      return real.now();
    }

    @Override
    public FailureKind kindOf(SQLException failure) {
      return real.kindOf(failure);
    }

    @Override
    public WorkerException explain(SQLException failure) {
      return real.explain(failure);
    }

    @Override
    public Set<StorageCapability> capabilities() {
      return real.capabilities();
    }

    @Override
    public JsonObject details() {
      return real.details();
    }

    @Override
    public void close() {
      real.close();
    }
  }
}
