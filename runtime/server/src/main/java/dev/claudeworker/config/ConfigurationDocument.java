package dev.claudeworker.config;

import dev.claudeworker.json.ObjectBuilder;
import dev.claudeworker.spi.JsonValue;
import dev.claudeworker.spi.JsonValue.JsonNull;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.JsonValue.JsonString;
import java.util.Locale;
import java.util.Optional;

/** The configuration as people look at it: every key with its value and where that came from, secrets masked. */
public final class ConfigurationDocument {

  private static final JsonValue HIDDEN = new JsonString("(hidden)");

  private ConfigurationDocument() {}

  /**
   * Makes the document.
   *
   * @param configuration the configuration
   * @return all keys of the {@link KeyTable}, in its order
   */
  public static JsonObject of(Configuration configuration) {
    return new ObjectBuilder()
        .put("keys", KeyTable.KEYS.stream().map(key -> key(configuration, key)).toList())
        .build();
  }

  private static JsonObject key(Configuration configuration, Key key) {
    Origin origin = configuration.origin(key.name());
    Optional<JsonValue> value =
        configuration.given(key.name()).map(GivenValue::value).or(() -> key.key().defaultValue().map(JsonString::new));
    return new ObjectBuilder()
        .put("name", key.name())
        .put("value", value.map(shown -> key.key().secret() ? HIDDEN : shown).orElseGet(JsonNull::new))
        .put("origin", origin.layer().name().toLowerCase(Locale.ROOT))
        .put("place", origin.place())
        .putTextOrNull("default", key.key().defaultValue())
        .put("description", key.key().description())
        .build();
  }
}
