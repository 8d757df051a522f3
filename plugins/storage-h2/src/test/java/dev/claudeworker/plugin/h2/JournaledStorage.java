package dev.claudeworker.plugin.h2;

import dev.claudeworker.json.JacksonJsonCodec;
import dev.claudeworker.plugin.h2.journal.Journal;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.storage.Storage;
import dev.claudeworker.storage.sql.SqlStorage;
import dev.claudeworker.storage.sql.schema.StoreIdentity;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** A storage as the factory makes it, but on a file system that a test has in its hands, and with space of the file used again at once. */
final class JournaledStorage {

  private JournaledStorage() {}

  /**
   * Opens one.
   *
   * @param home where the database is
   * @param scheme the file system below H2's own
   * @param journalBytes how long the journal may become
   */
  static Storage open(H2Fixture home, String scheme, long journalBytes) {
    return open(home, scheme, journalBytes, Duration.ZERO);
  }

  /** The same, and closing it may take so long to make its file smaller. */
  static Storage open(H2Fixture home, String scheme, long journalBytes, Duration compactFor) {
    var settings =
        new H2Settings(Optional.empty(), Optional.empty(), 1 << 20, 4, 1 << 20, Duration.ZERO, compactFor);
    DatabaseFile file = DatabaseFile.of(Optional.empty(), home.home());
    CheckedFiles.register();
    String url = file.url().replace("async:", scheme + ":async:");
    H2Database database = H2Database.of(url, file.file().toString(), settings);
    StoreIdentity identity = database.migrate(InstantSource.system());
    var journal = new Journal(scheme + ":" + file.journal(), journalBytes, new FileSync());
    var backend = new H2Backend(
        database, settings, journal, InstantSource.system(), JsonObject.EMPTY, () -> true, () -> {
        });
    return new SqlStorage(backend, identity, new JacksonJsonCodec());
  }
}
