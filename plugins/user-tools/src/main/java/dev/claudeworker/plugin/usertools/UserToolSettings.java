package dev.claudeworker.plugin.usertools;

import dev.claudeworker.spi.ConfigKey;
import dev.claudeworker.spi.ConfigSchema;
import dev.claudeworker.spi.ConfigType;
import dev.claudeworker.spi.PluginConfig;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Where the tools of the user are, and their bounds.
 *
 * @param folder the folder
 * @param timeout a command that takes longer is ended, unless its file says otherwise
 * @param maxOutputBytes most output of a command that is taken
 * @param maxFiles most files that are looked at
 * @param look how often the folder is looked at
 */
record UserToolSettings(Path folder, Duration timeout, long maxOutputBytes, int maxFiles, Duration look) {

  private static final long HOUR_MILLIS = 3_600_000;

  private static final ConfigKey FOLDER = ConfigKey.optional("folder", ConfigType.PATH,
      "The folder with *.yaml and *.java files; by default the folder tools in the home.");
  private static final ConfigKey TIMEOUT = ConfigKey.withDefault("timeout", ConfigType.DURATION, "60s",
      "A command that takes longer is ended, unless its file says otherwise.").between(100, HOUR_MILLIS);
  private static final ConfigKey MAX_OUTPUT = ConfigKey.withDefault("max_output", ConfigType.SIZE, "256KB",
      "Most output of a command that is taken.").between(1_024, 16L << 20);
  private static final ConfigKey MAX_FILES = ConfigKey.withDefault("max_files", ConfigType.INTEGER, "200",
      "Most files that are looked at.").between(1, 10_000);
  private static final ConfigKey LOOK = ConfigKey.withDefault("look", ConfigType.DURATION, "1s",
      "How often the folder is looked at.").between(50, HOUR_MILLIS);

  static final ConfigSchema SCHEMA = ConfigSchema.of(FOLDER, TIMEOUT, MAX_OUTPUT, MAX_FILES, LOOK);

  static UserToolSettings of(PluginConfig config, Path home) {
    return new UserToolSettings(
        config.path(FOLDER.name()).orElse(home.resolve("tools")),
        config.duration(TIMEOUT.name()).orElseThrow(),
        config.sizeBytes(MAX_OUTPUT.name()).orElseThrow(),
        Math.toIntExact(config.integer(MAX_FILES.name()).orElseThrow()),
        config.duration(LOOK.name()).orElseThrow());
  }
}
