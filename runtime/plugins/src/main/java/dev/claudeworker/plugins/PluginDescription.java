package dev.claudeworker.plugins;

import dev.claudeworker.spi.WorkerException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What is known about one plugin file.
 *
 * @param name the plugin's name; of a file that does not say, its file name without the ending
 * @param version the version in its manifest; empty if it does not say
 * @param kind how it is run
 * @param file the jar
 * @param provides what it registered, for example {@code executor shell}; empty unless active
 * @param state whether it can be used
 * @param lastError why it failed
 */
public record PluginDescription(
    String name,
    String version,
    PluginKind kind,
    Path file,
    List<String> provides,
    PluginState state,
    Optional<WorkerException> lastError) {

  /** Copies the list. */
  public PluginDescription {
    provides = List.copyOf(provides);
  }

  static PluginDescription active(PluginJar jar, List<String> provides) {
    return new PluginDescription(
        jar.name(), jar.version(), jar.kind(), jar.file(), provides, PluginState.ACTIVE, Optional.empty());
  }

  static PluginDescription failed(PluginJar jar, WorkerException error) {
    return new PluginDescription(
        jar.name(), jar.version(), jar.kind(), jar.file(), List.of(), PluginState.FAILED, Optional.of(error));
  }

  static PluginDescription unreadable(Path file, WorkerException error) {
    String name = PluginJar.nameOfFile(file);
    return new PluginDescription(
        name, "", PluginKind.UNKNOWN, file, List.of(), PluginState.FAILED, Optional.of(error));
  }
}
