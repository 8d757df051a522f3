package dev.claudeworker.tool;

import dev.claudeworker.ProgramVersion;
import dev.claudeworker.config.Configuration;
import dev.claudeworker.config.ConfigurationException;
import dev.claudeworker.json.ObjectBuilder;
import dev.claudeworker.moving.StoreMoves;
import dev.claudeworker.spi.JsonValue.JsonArray;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.JsonValue.JsonString;
import dev.claudeworker.spi.storage.SchemaState;
import dev.claudeworker.spi.storage.Storage;
import dev.claudeworker.spi.storage.StorageBackup;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/** Moves what is kept: to a file, from a file, to another storage. No server works in the home meanwhile. */
public final class StoreTool extends ServerTool {

  private static final int NEWS_EVERY = 10_000;

  private final InstantSource clock;

  /** Made by the service loader. */
  public StoreTool() {
    this(System.getenv(), InstantSource.system());
  }

  StoreTool(Map<String, String> environment, InstantSource clock) {
    super("claude-worker-store", environment);
    this.clock = clock;
  }

  @Override
  protected JsonObject answer(List<String> words) throws ToolRefusal, ConfigurationException, IOException {
    return answer(words, line -> {
    });
  }

  @Override
  protected JsonObject answer(List<String> words, Consumer<String> progress)
      throws ToolRefusal, ConfigurationException, IOException {
    return switch (words.getFirst()) {
      case "export" -> export(file(words), words.contains("--force"));
      case "import" -> importFile(file(words), progress);
      case "import-python" -> importPython(file(words), progress);
      case "migrate-to" -> migrate(TargetAddress.of(words.get(1)), progress);
      case "schema" -> schema(false);
      case "upgrade" -> schema(true);
      case "backup" -> backup(file(words));
      case "restore" -> restore(file(words), words.contains("--replace"));
      default -> throw new ToolRefusal(
          ToolRefusal.USAGE, "'" + words.getFirst() + "' is nothing that can be done with a storage",
          "See 'claude-worker storage --help'.");
    };
  }

  private static Path file(List<String> words) {
    return Path.of(words.get(1)).toAbsolutePath().normalize();
  }

  private JsonObject export(Path file, boolean replace) throws ToolRefusal, ConfigurationException, IOException {
    try (OfflineHome home = OfflineHome.existing(home(), userHome(), environment(), "exported");
        Storage storage = home.storage(home.configuration(Map.of()))) {
      return StoreMoves.export(storage, file, replace, ProgramVersion.current(), clock.instant());
    }
  }

  private JsonObject importFile(Path file, Consumer<String> progress)
      throws ToolRefusal, ConfigurationException, IOException {
    try (OfflineHome home = OfflineHome.open(home(), userHome(), environment(), "imported");
        Storage storage = home.storage(home.configuration(Map.of()))) {
      return StoreMoves.importFile(file, storage, place(storage), news(progress));
    }
  }

  private JsonObject importPython(Path file, Consumer<String> progress)
      throws ToolRefusal, ConfigurationException, IOException {
    Optional<Path> drivers = Optional.ofNullable(environment().get("CLAUDE_WORKER_INSTALL_DIR"))
        .map(directory -> Path.of(directory, "lib", "import"));
    try (OfflineHome home = OfflineHome.open(home(), userHome(), environment(), "imported");
        Storage storage = home.storage(home.configuration(Map.of()))) {
      return StoreMoves.importPython(file, drivers, storage, place(storage), news(progress));
    }
  }

  private JsonObject migrate(TargetAddress to, Consumer<String> progress)
      throws ToolRefusal, ConfigurationException, IOException {
    try (OfflineHome home = OfflineHome.existing(home(), userHome(), environment(), "migrated")) {
      Configuration there = home.configuration(to.keys());
      try (Storage source = home.storage(home.configuration(Map.of()));
          Storage target = home.storage(there)) {
        if (source.info().kind().equals(target.info().kind())) {
          throw new ToolRefusal(ToolRefusal.USAGE,
              "this home keeps its tasks in " + place(source) + " already, a storage of the same kind",
              "To move between two databases of one kind use its own tools (pg_dump and pg_restore), or "
                  + "'claude-worker export' and 'claude-worker import'.");
        }
        return StoreMoves.copy(source, target, place(target), news(progress))
            .with("from", place(source))
            .with("to", place(target))
            .with("type", target.info().kind())
            .with("database", to.url());
      }
    }
  }

  private JsonObject schema(boolean upgrade) throws ToolRefusal, ConfigurationException, IOException {
    try (OfflineHome home = OfflineHome.existing(home(), userHome(), environment(), "migrated")) {
      Configuration configuration = home.configuration(Map.of());
      SchemaState state = home.storages()
          .schemaState(configuration)
          .orElseThrow(() -> new ToolRefusal(ToolRefusal.FAILED, "this storage has no schema that is ever migrated",
              "There is nothing to do."));
      if (upgrade && state.found().isPresent()) {
        home.storage(configuration).close();
      }
      return new ObjectBuilder().put("place", state.place())
          .put("found", state.found().orElse(""))
          .put("newest", state.newest())
          .build()
          .with("pending", JsonArray.ofTexts(state.pending()));
    }
  }

  private JsonObject backup(Path file) throws ToolRefusal, ConfigurationException, IOException {
    try (OfflineHome home = OfflineHome.existing(home(), userHome(), environment(), "backed up")) {
      return files(home).backup(file);
    }
  }

  private JsonObject restore(Path file, boolean replace) throws ToolRefusal, ConfigurationException, IOException {
    try (OfflineHome home = OfflineHome.open(home(), userHome(), environment(), "restored")) {
      return files(home).restore(file, replace);
    }
  }

  private static StorageBackup files(OfflineHome home) throws ToolRefusal, ConfigurationException {
    return home.storages()
        .backup(home.configuration(Map.of()))
        .orElseThrow(() -> new ToolRefusal(ToolRefusal.FAILED,
            "this home keeps its tasks in a database that is not one file of its own",
            "Use the tools of that database, for PostgreSQL pg_dump and pg_restore; or 'claude-worker export'."));
  }

  /** A file or an address, as the storage itself tells it. */
  static String place(Storage storage) {
    JsonObject details = storage.info().details();
    for (String name : List.of("file", "address", "url")) {
      if (details.get(name).orElse(null) instanceof JsonString(String text)) {
        return text;
      }
    }
    return storage.info().kind();
  }

  private static LongConsumer news(Consumer<String> progress) {
    return new LongConsumer() {
      private long told;

      @Override
      public void accept(long records) {
        if (records >= told + NEWS_EVERY) {
          told = records;
          progress.accept(records + " records written");
        }
      }
    };
  }
}
