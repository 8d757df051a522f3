package dev.claudeworker.tool;

import dev.claudeworker.config.Configuration;
import dev.claudeworker.config.GivenValue;
import dev.claudeworker.config.KeyTable;
import dev.claudeworker.config.Layer;
import dev.claudeworker.json.ObjectBuilder;
import dev.claudeworker.spi.ConfigKey;
import dev.claudeworker.spi.JsonValue;
import dev.claudeworker.spi.JsonValue.JsonArray;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.JsonValue.JsonString;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One key of the configuration with what was given for it.
 *
 * @param name its whole name, for example {@code server.port}
 * @param key what is known about it
 * @param given what was given; empty if its default applies
 */
record ConfigEntry(String name, ConfigKey key, Optional<GivenValue> given) {

  private static final String HIDDEN = "***";

  /** All keys, those of the plugins last. */
  static List<ConfigEntry> all(Configuration configuration, PluginKeys plugins) {
    List<ConfigEntry> entries = new ArrayList<>();
    KeyTable.KEYS.forEach(key -> entries.add(new ConfigEntry(key.name(), key.key(), configuration.given(key.name()))));
    plugins.byPlugin()
        .keySet()
        .forEach(plugin -> plugins.of(plugin)
            .forEach(key -> entries.add(new ConfigEntry(
                "plugins." + plugin + "." + key.name(), key, configuration.plugins().given(plugin, key)))));
    return entries;
  }

  /** For programs; null stands for a value that is not set. */
  JsonObject document() {
    String layer = given.map(value -> value.origin().layer()).orElse(Layer.DEFAULT).name().toLowerCase(Locale.ROOT);
    var document = new ObjectBuilder()
        .put("name", name)
        .putOrNull("value", given.map(GivenValue::value).or(this::defaultValue).map(this::shown))
        .put("origin", new ObjectBuilder()
            .put("layer", layer)
            .put("place", given.map(value -> value.origin().place()).orElse("default"))
            .build())
        .putTextOrNull("default", key.defaultValue())
        .put("description", key.description());
    if (!key.allowed().isEmpty()) {
      document.put("allowed", JsonArray.ofTexts(key.allowed()));
    }
    return document.build();
  }

  private JsonValue shown(JsonValue value) {
    return key.secret() ? new JsonString(HIDDEN) : value;
  }

  private Optional<JsonValue> defaultValue() {
    return key.defaultValue().map(JsonString::new);
  }
}
