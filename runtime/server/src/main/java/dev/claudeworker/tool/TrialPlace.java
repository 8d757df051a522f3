package dev.claudeworker.tool;

import dev.claudeworker.OfflineStorages;
import dev.claudeworker.config.Configuration;
import dev.claudeworker.config.ConfigurationException;
import dev.claudeworker.config.ConfigurationLoader;
import dev.claudeworker.home.HomeDirectory;
import dev.claudeworker.plugins.RegisteredFactory;
import dev.claudeworker.spi.ConfigKey;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.JsonValue.JsonString;
import dev.claudeworker.spi.storage.StorageFactory;
import dev.claudeworker.spi.storage.StorageScratch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Where a server for a trial may keep its things: on the same disk, and in the same database server, as the user's own, and
 * never in their place. May be closed twice, and from another thread.
 */
public final class TrialPlace implements AutoCloseable {

  private static final String EMBEDDED = "h2";
  private static final List<String> PLACES = List.of("path", "url");

  private final PassingPlugins plugins;
  private final Path folder;
  private final JsonObject settings;
  private final Optional<StorageScratch> scratch;
  private final String storage;
  private final AtomicBoolean closed = new AtomicBoolean();

  private TrialPlace(
      PassingPlugins plugins, Path folder, JsonObject settings, Optional<StorageScratch> scratch, String storage) {
    this.plugins = plugins;
    this.folder = folder;
    this.settings = settings;
    this.scratch = scratch;
    this.storage = storage;
  }

  /**
   * Finds one by the configuration of a home; a server may work there meanwhile.
   *
   * @param home the home, existing or not
   * @param userHome what {@code ~} stands for
   * @param environment the environment of the command
   * @param chosen a folder to be used instead of the one of the database
   * @return the place, to be closed
   */
  public static TrialPlace of(
      HomeDirectory home, Path userHome, Map<String, String> environment, Optional<Path> chosen)
      throws ToolRefusal, ConfigurationException, IOException {
    Configuration configuration = ConfigurationLoader.load(Map.of(), environment, home.path(), userHome);
    PassingPlugins plugins = PassingPlugins.load(home, environment, configuration);
    try {
      String type = configuration.section("storage").text("type");
      return type.equals(EMBEDDED)
          ? embedded(plugins, configuration, home, userHome, chosen)
          : beside(plugins, configuration, home, userHome, environment, chosen);
    } catch (ToolRefusal | ConfigurationException | RuntimeException failed) {
      plugins.close();
      throw failed;
    }
  }

  /** A database in a file: another home has another one, so only the disk has to be the same. */
  private static TrialPlace embedded(
      PassingPlugins plugins, Configuration configuration, HomeDirectory home, Path userHome, Optional<Path> chosen)
      throws ToolRefusal {
    RegisteredFactory<StorageFactory> factory = plugins.registry().storageFactories().require(EMBEDDED);
    JsonObject section = JsonObject.EMPTY;
    for (ConfigKey key : factory.factory().schema().keys()) {
      var given = configuration.plugins().given(factory.plugin(), key);
      if (given.isPresent() && !PLACES.contains(key.name())) {
        section = section.with(key.name(), given.get().value());
      }
    }
    Optional<String> database = configuration.section("storage")
        .optionalText("database")
        .or(() -> PLACES.stream().flatMap(name -> given(configuration, factory, name).stream()).findFirst());
    Path folder = chosen.isPresent() ? chosen.get() : folderOf(database, home, userHome);
    return new TrialPlace(
        plugins, folder, settings(EMBEDDED, factory.plugin(), section), Optional.empty(), EMBEDDED);
  }

  private static Optional<String> given(
      Configuration configuration, RegisteredFactory<StorageFactory> factory, String name) {
    return factory.factory()
        .schema()
        .key(name)
        .flatMap(key -> configuration.plugins().given(factory.plugin(), key))
        .flatMap(given -> given.value() instanceof JsonString(String text) ? Optional.of(text) : Optional.empty());
  }

  static Path folderOf(Optional<String> database, HomeDirectory home, Path userHome) throws ToolRefusal {
    if (database.isEmpty()) {
      return existing(home.path());
    }
    if (database.get().startsWith("jdbc:")) {
      throw new ToolRefusal(
          ToolRefusal.FAILED, "the database is named by a URL, which does not tell the folder that it lies in",
          "Name a folder on the disk to be tried: claude-worker doctor --torture --scratch FOLDER.");
    }
    String text = database.get();
    Path path = text.startsWith("~/") ? userHome.resolve(text.substring(2)) : home.path().resolve(text);
    return existing(Files.isDirectory(path) ? path : Optional.ofNullable(path.getParent()).orElse(path));
  }

  /** The folder itself, or the nearest one above it that is there. */
  private static Path existing(Path folder) {
    Path found = folder.toAbsolutePath().normalize();
    while (!Files.exists(found) && found.getParent() != null) {
      found = found.getParent();
    }
    return found;
  }

  private static TrialPlace beside(
      PassingPlugins plugins, Configuration configuration, HomeDirectory home, Path userHome,
      Map<String, String> environment, Optional<Path> chosen) throws ToolRefusal, ConfigurationException {
    String type = configuration.section("storage").text("type");
    StorageScratch scratch = new OfflineStorages(plugins.registry(), home, userHome, environment)
        .scratch(configuration)
        .orElseThrow(() -> new ToolRefusal(
            ToolRefusal.FAILED, "the storage '" + type + "' cannot make a scratch place, so it is not touched",
            "Its plugin would have to offer that (StorageFactory.scratch)."));
    String plugin = plugins.registry().storageFactories().require(type).plugin();
    return new TrialPlace(
        plugins, chosen.orElseGet(() -> existing(home.path())), settings(type, plugin, scratch.section()),
        Optional.of(scratch), type);
  }

  private static JsonObject settings(String type, String plugin, JsonObject section) {
    return JsonObject.EMPTY.with("storage", JsonObject.EMPTY.with("type", type))
        .with("plugins", JsonObject.EMPTY.with(plugin, section));
  }

  /** An existing folder on the disk of the database, or else of the home. */
  public Path folder() {
    return folder;
  }

  /** The name of the storage. */
  public String storage() {
    return storage;
  }

  /** Where the scratch database is; empty if it is a file in the home of the trial. */
  public Optional<String> database() {
    return scratch.map(StorageScratch::place);
  }

  /** What the configuration of the server of the trial says of its storage; may hold secrets. */
  public JsonObject settings() {
    return settings;
  }

  /** What keeps the database from keeping what it acknowledged. */
  public List<String> warnings() {
    return scratch.map(StorageScratch::warnings).orElse(List.of());
  }

  @Override
  public void close() throws IOException {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    try {
      scratch.ifPresent(StorageScratch::close);
    } finally {
      plugins.close();
    }
  }
}
