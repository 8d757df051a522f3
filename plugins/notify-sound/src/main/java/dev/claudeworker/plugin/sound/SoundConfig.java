package dev.claudeworker.plugin.sound;

import dev.claudeworker.spi.ConfigKey;
import dev.claudeworker.spi.ConfigSchema;
import dev.claudeworker.spi.ConfigType;
import dev.claudeworker.spi.ErrorCode;
import dev.claudeworker.spi.PluginConfig;
import dev.claudeworker.spi.WorkerException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The section {@code plugins.notify-sound} of the configuration. The variables that people know from earlier versions are
 * stronger than it.
 *
 * @param enabled whether sounds are played
 * @param files the files that a person chose
 * @param timeout how long a sound may take
 * @param maxDelay how long after its event a sound is still played
 */
record SoundConfig(boolean enabled, Map<Sound, Path> files, Duration timeout, Duration maxDelay) {

  static final String ENABLE_VARIABLE = "CLAUDE_WORKER_ENABLE_SOUNDS";

  private static final long MINUTE = 60_000;
  private static final ErrorCode INVALID = ErrorCode.configuration("invalid_sound_setting");

  static final ConfigSchema SCHEMA = ConfigSchema.of(
      ConfigKey.withDefault(
          "enabled", ConfigType.BOOLEAN, "true",
          "Whether sounds are played; the variable " + ENABLE_VARIABLE + " is stronger."),
      file(Sound.START, "starts"),
      file(Sound.SUCCESS, "completes"),
      file(Sound.FAILURE, "fails"),
      ConfigKey.withDefault("timeout", ConfigType.DURATION, "5s", "A sound that plays for longer is cut off.")
          .between(100, MINUTE),
      ConfigKey.withDefault(
          "max_delay", ConfigType.DURATION, "5s",
          "A sound whose turn comes later than this after its event is not played.")
          .between(100, 60 * MINUTE));

  /** Copies the map. */
  SoundConfig {
    files = Map.copyOf(files);
  }

  private static ConfigKey file(Sound sound, String verb) {
    return ConfigKey.optional(
        key(sound), ConfigType.PATH,
        "The sound when a task " + verb + "; the variable " + variable(sound) + " is stronger. Without both"
            + " sounds/" + sound.word() + ".wav in the home, or the built-in sound.");
  }

  private static String key(Sound sound) {
    return sound.word() + "_sound";
  }

  private static String variable(Sound sound) {
    return "CLAUDE_WORKER_" + key(sound).toUpperCase(Locale.ROOT);
  }

  static SoundConfig from(PluginConfig config, Map<String, String> environment) {
    Map<Sound, Path> files = new EnumMap<>(Sound.class);
    for (Sound sound : Sound.values()) {
      chosen(sound, environment).or(() -> config.path(key(sound))).ifPresent(file -> files.put(sound, file));
    }
    return new SoundConfig(
        enabled(environment).orElseGet(() -> config.bool("enabled").orElseThrow()),
        files,
        config.duration("timeout").orElseThrow(),
        config.duration("max_delay").orElseThrow());
  }

  private static Optional<Boolean> enabled(Map<String, String> environment) {
    String text = environment.getOrDefault(ENABLE_VARIABLE, "").strip().toLowerCase(Locale.ROOT);
    return switch (text) {
      case "" -> Optional.empty();
      case "true", "1", "yes", "on" -> Optional.of(true);
      case "false", "0", "no", "off" -> Optional.of(false);
      default -> throw new WorkerException(INVALID,
          "The variable " + ENABLE_VARIABLE + " is neither true nor false, so no sounds are played.",
          "Set it to true or false, or unset it.");
    };
  }

  private static Optional<Path> chosen(Sound sound, Map<String, String> environment) {
    String text = environment.getOrDefault(variable(sound), "");
    if (text.isBlank()) {
      return Optional.empty();
    }
    try {
      boolean inHome = text.startsWith("~/");
      String home = environment.getOrDefault("HOME", environment.getOrDefault("USERPROFILE", ""));
      return Optional.of(inHome ? Path.of(home, text.substring(2)) : Path.of(text));
    } catch (InvalidPathException unusable) {
      throw new WorkerException(INVALID,
          "The variable " + variable(sound) + " is not a path, so no sounds are played.",
          "Set it to the path of a sound file, or unset it.", unusable);
    }
  }
}
