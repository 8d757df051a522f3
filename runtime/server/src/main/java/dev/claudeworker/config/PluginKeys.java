package dev.claudeworker.config;

import static dev.claudeworker.spi.ConfigKey.optional;
import static dev.claudeworker.spi.ConfigKey.withDefault;
import static dev.claudeworker.spi.ConfigType.DURATION;
import static dev.claudeworker.spi.ConfigType.TEXT;
import static dev.claudeworker.spi.ConfigType.TEXT_LIST;

import dev.claudeworker.spi.ConfigKey;
import java.util.List;

/** Keys of the section {@code plugins} itself; a plugin has the rest, {@code plugins.<plugin>}. */
final class PluginKeys {

  private static final long SECOND = 1_000;
  private static final long HOUR = 3_600_000;

  static final List<Key> KEYS = List.of(
      plugins(optional("dirs", TEXT_LIST,
          "Folders with plugins beside the one in the home; ~ is expanded, relative ones begin in the home.")),
      plugins(withDefault("trust", TEXT, "first_use",
          "first_use = a plugin file that was never seen is recorded and loaded; strict = it is refused until accepted.")
          .oneOf("first_use", "strict")),
      plugins(optional("trusted_keys", TEXT_LIST,
          "Ed25519 keys whose signatures (FILE.sig) count, each NAME=BASE64 as in a PEM file of the public key.")),
      plugins(withDefault("start_timeout", DURATION, "10s",
          "How long a plugin may take to start, and to stop.").between(100, HOUR)),
      plugins(withDefault("call_limit", DURATION, "30s",
          "A call into a plugin, other than the work of an attempt, that takes longer is reported and interrupted.")
          .between(SECOND, HOUR)),
      plugins(withDefault("watch_interval", DURATION, "1s",
          "Time between two looks at the plugins folders, a quarter of it while something changes there; a file is taken up"
              + " when two in a row find it unchanged.")
          .between(100, HOUR)));

  private PluginKeys() {}

  private static Key plugins(ConfigKey key) {
    return Key.of("plugins", key);
  }
}
