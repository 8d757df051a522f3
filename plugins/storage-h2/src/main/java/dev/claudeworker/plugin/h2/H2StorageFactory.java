package dev.claudeworker.plugin.h2;

import dev.claudeworker.plugin.h2.HeadMark.Mark;
import dev.claudeworker.plugin.h2.journal.Durability;
import dev.claudeworker.plugin.h2.journal.Journal;
import dev.claudeworker.spi.ConfigSchema;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.PluginConfig;
import dev.claudeworker.spi.PluginContext;
import dev.claudeworker.spi.storage.SchemaState;
import dev.claudeworker.spi.storage.Storage;
import dev.claudeworker.spi.storage.StorageBackup;
import dev.claudeworker.spi.storage.StorageFactory;
import dev.claudeworker.storage.sql.SqlStorage;
import dev.claudeworker.storage.sql.schema.StoreIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the database file, or makes it. */
final class H2StorageFactory implements StorageFactory {

  static final String NAME = "h2";

  static final Logger LOG = LoggerFactory.getLogger("dev.claudeworker.plugin.h2");

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public ConfigSchema schema() {
    return H2Settings.SCHEMA;
  }

  @Override
  public Storage create(PluginConfig config, PluginContext context) {
    H2Settings settings = H2Settings.of(config);
    DatabaseFile file = DatabaseFile.of(settings.path(), context.homeDirectory());
    try {
      return settings.url().isPresent()
          ? openUrl(settings, settings.url().get(), context)
          : openFile(settings, file, context);
    } catch (IOException failure) {
      throw H2Failures.explainFiles(failure, file.file().toString());
    }
  }

  /** What is behind a URL may be a server or nothing but memory, which only opening would tell. */
  @Override
  public Optional<JsonObject> inspect(PluginConfig config, PluginContext context) {
    H2Settings settings = H2Settings.of(config);
    DatabaseFile file = DatabaseFile.of(settings.path(), context.homeDirectory());
    try {
      file.check();
      return settings.url().isPresent() || !Files.exists(file.file()) ? Optional.empty()
          : Optional.of(H2Inspection.of(file, settings));
    } catch (IOException failure) {
      throw H2Failures.explainFiles(failure, file.file().toString());
    }
  }

  @Override
  public Optional<SchemaState> schemaState(PluginConfig config, PluginContext context) {
    H2Settings settings = H2Settings.of(config);
    return Optional.of(settings.url()
        .map(url -> H2Database.of(url, url, settings).schemaState())
        .orElseGet(() -> new FileBackup(
            DatabaseFile.of(settings.path(), context.homeDirectory()), settings, context).schemaState()));
  }

  @Override
  public Optional<StorageBackup> backup(PluginConfig config, PluginContext context) {
    H2Settings settings = H2Settings.of(config);
    return settings.url().isPresent()
        ? Optional.empty()
        : Optional.of(
            new FileBackup(DatabaseFile.of(settings.path(), context.homeDirectory()), settings, context));
  }

  /** Where there is no place for a journal. */
  static Durability synced() {
    var file = new FileSync();
    return Durability.ofFile(file::sync);
  }

  private static Storage openUrl(H2Settings settings, String url, PluginContext context) {
    H2Database database = H2Database.of(url, url, settings);
    StoreIdentity identity = database.migrate(context.clock());
    JsonObject facts = JsonObject.EMPTY.with("url", url);
    return new SqlStorage(
        new H2Backend(database, settings, synced(), context.clock(), facts, () -> true,
            () -> {}),
        identity,
        context.json());
  }

  private static Storage openFile(H2Settings wanted, DatabaseFile file, PluginContext context) throws IOException {
    Files.createDirectories(file.file().getParent());
    H2Settings settings = file.hasRoom() ? wanted : wanted.withoutCompacting();
    OwnerLock lock = OwnerLock.take(file.sibling(".owner"), file.file().toString());
    try {
      file.check();
      if (!Files.exists(file.file())) {
        make(settings, file, context);
      }
      return openExisting(settings, file, context, lock);
    } catch (IOException | RuntimeException failure) {
      lock.close();
      throw failure;
    }
  }

  /** Makes the database under another name, so that a kill half way leaves none that looks like one. */
  private static void make(H2Settings settings, DatabaseFile file, PluginContext context) throws IOException {
    DatabaseFile unfinished = file.unfinished();
    Files.deleteIfExists(unfinished.file());
    H2Database database = H2Database.of(unfinished.url(), unfinished.file().toString(), settings);
    database.migrate(context.clock());
    database.shutdown(true, Duration.ZERO, connection -> {});
    Files.move(unfinished.file(), file.file(), StandardCopyOption.ATOMIC_MOVE);
  }

  private static Storage openExisting(
      H2Settings settings, DatabaseFile file, PluginContext context, OwnerLock lock) throws IOException {
    H2Database database = H2Database.of(file.url(), file.file().toString(), settings);
    HeadMark headMark = new HeadMark(file.sibling(".head"));
    Optional<Mark> mark = headMark.read();
    if (mark.isPresent()) {
      boolean smaller = Files.size(file.file()) < mark.get().size();
      // H2 writes into a file that it opens; one that lost something is looked at without that.
      H2Database looked = smaller ? database.readOnly() : database;
      looked.inspect((store, head) -> headMark
          .check(mark.get(), store.map(StoreIdentity::storeId), head, database.place()));
    }
    Journal journal = journal(file, settings);
    database.whileUnused(journal::settle);
    new FileBackup(file, settings, context).beforeUpgrade(database);
    StoreIdentity identity = database.migrate(context.clock());
    Runnable whenClosed = () -> {
      markClosed(headMark, identity, database, file);
      lock.close();
    };
    H2Backend backend =
        new H2Backend(database, settings, journal, context.clock(), facts(file, context), file::hasRoom, whenClosed);
    return new SqlStorage(backend, identity, context.json());
  }

  /** The journal of a database file. */
  static Journal journal(DatabaseFile file, H2Settings settings) {
    return new Journal(file.journal(), settings.journalBytes(), new FileSync());
  }

  private static void markClosed(HeadMark mark, StoreIdentity identity, H2Database database, DatabaseFile file) {
    try {
      if (database.lastHead().isPresent()) {
        long size = Files.size(file.file());
        mark.write(new Mark(database.lastStore().orElse(identity.storeId()), database.lastHead().getAsLong(), size));
      }
    } catch (IOException failure) {
      // The mark only helps to find damage later; the database itself is whole.
      LOG.warn("the mark {} could not be written: {}", mark.file(), failure.toString());
    }
  }

  private static JsonObject facts(DatabaseFile file, PluginContext context) {
    JsonObject facts = JsonObject.EMPTY.with("file", file.file().toString());
    Path earlier = context.homeDirectory().resolve("tasks.db");
    return Files.exists(earlier)
        ? facts.with("left_untouched", earlier + " (a database of an earlier version, not read)")
        : facts;
  }
}
