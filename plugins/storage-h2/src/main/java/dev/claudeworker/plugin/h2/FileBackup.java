package dev.claudeworker.plugin.h2;

import dev.claudeworker.plugin.h2.journal.Journal;
import dev.claudeworker.spi.ErrorCode;
import dev.claudeworker.spi.JsonValue.JsonNumber;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.PluginContext;
import dev.claudeworker.spi.WorkerException;
import dev.claudeworker.spi.storage.SchemaState;
import dev.claudeworker.spi.storage.StorageBackup;
import dev.claudeworker.spi.storage.StorageErrors;
import dev.claudeworker.storage.sql.schema.Schema;
import dev.claudeworker.storage.sql.schema.StoreIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Copies a database file that nobody has open, and puts copies back. */
final class FileBackup implements StorageBackup {

  private static final ErrorCode FILE = ErrorCode.resources("backup_file");
  private static final ErrorCode NO_DATABASE = ErrorCode.user("storage_no_database");
  private static final ErrorCode NOT_EMPTY = ErrorCode.user("storage_not_empty");
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

  private final DatabaseFile database;
  private final H2Settings settings;
  private final PluginContext context;

  FileBackup(DatabaseFile database, H2Settings settings, PluginContext context) {
    this.database = database;
    this.settings = settings;
    this.context = context;
  }

  /** Work on files while this process alone has the database. */
  @FunctionalInterface
  private interface Work<T> {
    T run() throws IOException;
  }

  private <T> T locked(Path written, Work<T> work) {
    try {
      Files.createDirectories(Optional.ofNullable(database.file().getParent()).orElseThrow());
      try (OwnerLock lock = OwnerLock.take(database.sibling(".owner"), database.file().toString())) {
        assert lock != null;
        database.check();
        return work.run();
      }
    } catch (IOException failure) {
      throw explained(written, failure);
    }
  }

  private static WorkerException explained(Path written, IOException failure) {
    if (H2Failures.isFull(failure)) {
      return new WorkerException(StorageErrors.FULL,
          "the disk is full: " + written + " was not made, and nothing was changed",
          "free some space, or choose a file on another disk, and try again", failure);
    }
    return failure instanceof NoSuchFileException missing
        ? new WorkerException(FILE, "there is no file or folder " + missing.getFile(), "check its name", failure)
        : new WorkerException(FILE, written + " cannot be read or written: " + failure.getMessage(),
            "check who owns the files there", failure);
  }

  SchemaState schemaState() {
    return locked(database.file(), () -> Files.exists(database.file())
        ? open(database).schemaState()
        : new SchemaState(database.file().toString(), Optional.empty(), Integer.toString(Schema.NEWEST),
            Schema.pendingAfter(0)));
  }

  /** Keeps a copy of a database whose schema is about to be changed. The caller has the lock. */
  void beforeUpgrade(H2Database opened) throws IOException {
    Optional<StoreIdentity> found = opened.identity();
    if (found.isEmpty() || found.get().schemaVersion() >= Schema.NEWEST) {
      return;
    }
    Path copy = database.sibling(".before-schema-" + Schema.NEWEST + "." + now() + ".backup");
    try {
      write(new BackupFile(copy, context.json()), opened);
    } catch (IOException failure) {
      throw explained(copy, failure);
    }
    H2StorageFactory.LOG.info("the schema goes from version {} to {}; the database as it was is kept in {}",
        found.get().schemaVersion(), Schema.NEWEST, copy);
  }

  private String now() {
    return TIME.format(context.clock().instant());
  }

  @Override
  public JsonObject backup(Path file) {
    if (Files.exists(file)) {
      throw new WorkerException(FILE, file + " is there already", "choose another name");
    }
    return locked(file, () -> {
      if (!Files.exists(database.file())) {
        throw new WorkerException(NO_DATABASE, "there is no database in " + database.file(),
            "name the home with CLAUDE_WORKER_HOME; a queue in PostgreSQL is backed up with pg_dump");
      }
      H2Database opened = open(database);
      Journal journal = H2StorageFactory.journal(database, settings);
      opened.whileUnused(journal::settle);
      opened.whileUnused(journal::requireSettled);
      JsonObject facts = write(new BackupFile(file, context.json()), opened);
      return facts.with("file", file.toString()).with("bytes", Files.size(file));
    });
  }

  /** The file is closed when this is called: H2 closes it with its last connection. */
  private JsonObject write(BackupFile file, H2Database opened) throws IOException {
    JsonObject facts = facts(opened);
    file.write(database.file(), facts.with("created_at", context.clock().instant().toString()));
    return facts;
  }

  private static JsonObject facts(H2Database opened) {
    StoreIdentity identity =
        opened.identity().orElseThrow(() -> H2Failures.damaged(opened.place(), "nothing is in it"));
    JsonObject[] facts = {JsonObject.EMPTY.with("store_id", identity.storeId().toString())
        .with("schema", identity.schemaVersion())};
    opened.inspect((store, head) -> facts[0] = facts[0].with("last_event", head));
    return facts[0];
  }

  private H2Database open(DatabaseFile file) {
    return H2Database.of(file.url(), file.file().toString(), settings);
  }

  @Override
  public JsonObject restore(Path file, boolean replace) {
    return locked(database.file(), () -> {
      var backup = new BackupFile(file, context.json());
      JsonObject description = backup.description();
      refuseNewer(file, description);
      if (Files.exists(database.file()) && !replace) {
        throw new WorkerException(NOT_EMPTY, "there is a database in " + database.file() + " already",
            "restore into another home (CLAUDE_WORKER_HOME), or add --replace: it is then moved aside, not deleted");
      }
      var restored = new DatabaseFile(database.sibling(".restoring"));
      try {
        Files.deleteIfExists(restored.file());
        backup.unpack(restored.file());
        H2Database opened = open(restored);
        JsonObject facts = facts(opened);
        opened.beginEpoch();
        return takePlace(restored.file(), facts.with("file", file.toString()));
      } finally {
        Files.deleteIfExists(restored.file());
      }
    });
  }

  private static void refuseNewer(Path file, JsonObject description) {
    int schema = description.get("schema").orElse(null) instanceof JsonNumber(var number) ? number.intValue() : 0;
    if (schema > Schema.NEWEST) {
      throw new WorkerException(StorageErrors.TOO_NEW,
          "the backup " + file + " was made by a newer version (schema " + schema + "; this version knows "
              + Schema.NEWEST + ")",
          "install that version, or a newer one, and restore it with that");
    }
  }

  private JsonObject takePlace(Path restored, JsonObject facts) throws IOException {
    JsonObject told = facts.with("database", database.file().toString());
    // It says how far the earlier database went.
    Files.deleteIfExists(database.sibling(".head"));
    if (Files.exists(database.file())) {
      told = told.with("replaced", moveAside().toString());
    }
    Files.move(restored, database.file(), StandardCopyOption.ATOMIC_MOVE);
    return told;
  }

  /** One that was not closed needs its journal. */
  private Path moveAside() throws IOException {
    var aside = new DatabaseFile(database.sibling(".replaced-" + now()));
    Path journal = database.sibling(DatabaseFile.JOURNAL);
    if (Files.exists(journal)) {
      Files.move(journal, aside.sibling(DatabaseFile.JOURNAL), StandardCopyOption.ATOMIC_MOVE);
    }
    Files.move(database.file(), aside.file(), StandardCopyOption.ATOMIC_MOVE);
    return aside.file();
  }

}
