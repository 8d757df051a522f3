package dev.claudeworker.plugins;

import dev.claudeworker.plugins.trust.TrustedKey;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * How plugins are found and run.
 *
 * @param home the home directory; lock file, list of disabled plugins and caches live in it
 * @param folders where plugins are, in order: of two plugins with one name the first stays
 * @param strict whether files that were never seen are refused until accepted ({@code plugins.trust})
 * @param trustedKeys whose signatures count ({@code plugins.trusted_keys})
 * @param limits how long things may take
 */
public record PluginSettings(
    Path home, List<PluginFolder> folders, boolean strict, List<TrustedKey> trustedKeys, Limits limits) {

  /**
   * How long things may take.
   *
   * @param start a plugin's start, and its stop ({@code plugins.start_timeout})
   * @param call a call into a plugin other than the work itself ({@code plugins.call_limit})
   * @param watchInterval between two looks at the folders while nothing changes there ({@code plugins.watch_interval})
   */
  public record Limits(Duration start, Duration call, Duration watchInterval) {

    /** What counts where nobody says otherwise. */
    public static final Limits DEFAULT =
        new Limits(Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofSeconds(1));
  }

  /** Copies the lists. */
  public PluginSettings {
    folders = List.copyOf(folders);
    trustedKeys = List.copyOf(trustedKeys);
  }

  /**
   * For plugins that all belong to the program.
   *
   * @param home the home directory
   * @param folders where they are
   * @return the settings
   */
  public static PluginSettings installed(Path home, List<Path> folders) {
    return new PluginSettings(
        home, folders.stream().map(folder -> new PluginFolder(folder, true)).toList(), false, List.of(),
        Limits.DEFAULT);
  }

  Path lockFile() {
    return home.resolve("plugins.lock");
  }

  Path disabledFile() {
    return home.resolve("plugins.disabled");
  }

  Path cache() {
    return home.resolve("plugin-cache");
  }
}
