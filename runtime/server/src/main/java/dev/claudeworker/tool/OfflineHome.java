package dev.claudeworker.tool;

import dev.claudeworker.OfflineStorages;
import dev.claudeworker.config.Configuration;
import dev.claudeworker.config.ConfigurationException;
import dev.claudeworker.config.ConfigurationLoader;
import dev.claudeworker.home.HomeDirectory;
import dev.claudeworker.home.HomeLock;
import dev.claudeworker.home.ServerFiles;
import dev.claudeworker.home.ServerRecord;
import dev.claudeworker.json.JacksonJsonCodec;
import dev.claudeworker.spi.storage.Storage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** A home in which no server works as long as this is open. */
final class OfflineHome implements AutoCloseable {

  private final HomeDirectory home;
  private final Path userHome;
  private final Map<String, String> environment;
  private final HomeLock lock;
  private final PassingPlugins plugins;

  private OfflineHome(
      HomeDirectory home, Path userHome, Map<String, String> environment, HomeLock lock, PassingPlugins plugins) {
    this.home = home;
    this.userHome = userHome;
    this.environment = environment;
    this.lock = lock;
    this.plugins = plugins;
  }

  /** A home that must be there already. */
  static OfflineHome existing(HomeDirectory home, Path userHome, Map<String, String> environment, String verb)
      throws ToolRefusal, ConfigurationException, IOException {
    if (!Files.isDirectory(home.path())) {
      throw new ToolRefusal(ToolRefusal.FAILED, "there is no home in " + home.path() + ", so nothing can be " + verb,
          "Name the home with CLAUDE_WORKER_HOME.");
    }
    return open(home, userHome, environment, verb);
  }

  /** A home that is made where there is none. */
  static OfflineHome open(HomeDirectory home, Path userHome, Map<String, String> environment, String verb)
      throws ToolRefusal, ConfigurationException, IOException {
    HomeDirectory opened = HomeDirectory.open(home.path());
    Optional<HomeLock> lock = HomeLock.take(opened);
    if (lock.isEmpty()) {
      throw inUse(opened, verb);
    }
    try {
      Configuration configuration = ConfigurationLoader.load(Map.of(), environment, opened.path(), userHome);
      return new OfflineHome(
          opened, userHome, environment, lock.get(), PassingPlugins.load(opened, environment, configuration));
    } catch (ConfigurationException | IOException | RuntimeException failed) {
      lock.get().close();
      throw failed;
    }
  }

  private static ToolRefusal inUse(HomeDirectory home, String verb) throws IOException {
    String server = new ServerFiles(home, new JacksonJsonCodec()).read()
        .map(ServerRecord::pid)
        .map(pid -> "a server (process " + pid + ")")
        .orElse("a server or another command");
    return new ToolRefusal(ToolRefusal.FAILED,
        server + " works in " + home.path() + ", and nothing can be " + verb + " while it changes what is kept there",
        "Stop it with 'claude-worker server stop' (running tasks go on), run this again, then 'claude-worker server start'.");
  }

  /** The configuration, with keys that are set as a flag would. */
  Configuration configuration(Map<String, String> flags) throws ConfigurationException {
    return ConfigurationLoader.load(flags, environment, home.path(), userHome);
  }

  /** Opens the storage of a configuration; to be closed before this. */
  Storage storage(Configuration configuration) throws ConfigurationException {
    return storages().open(configuration);
  }

  OfflineStorages storages() {
    return new OfflineStorages(plugins.registry(), home, userHome, environment);
  }

  @Override
  public void close() throws IOException {
    try (lock) {
      plugins.close();
    }
  }
}
