package dev.claudeworker.http;

import dev.claudeworker.config.ConfiguredKey;
import dev.claudeworker.json.ObjectBuilder;
import dev.claudeworker.plugins.FileVerification;
import dev.claudeworker.plugins.PluginDescription;
import dev.claudeworker.spi.JsonValue;
import dev.claudeworker.spi.JsonValue.JsonArray;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.JsonValue.JsonString;
import dev.claudeworker.spi.WorkerException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Plugins as the interface shows them. */
final class PluginDocument {

  private PluginDocument() {}

  static JsonObject of(PluginDescription plugin) {
    return builder(plugin).build();
  }

  /** With how its keys are set. */
  static JsonObject of(PluginDescription plugin, List<ConfiguredKey> keys) {
    return builder(plugin).put("configuration", keys.stream().map(PluginDocument::key).toList()).build();
  }

  static JsonObject of(FileVerification file) {
    return new ObjectBuilder()
        .put("name", file.name())
        .put("file", file.file().toString())
        .put("accepted_sha256", text(file.accepted()))
        .put("sha256", text(file.found()))
        .put("signer", text(file.signer()))
        .putOrNull("problem", file.problem().map(PluginDocument::error))
        .build();
  }

  private static ObjectBuilder builder(PluginDescription plugin) {
    return new ObjectBuilder()
        .put("name", plugin.name())
        .put("version", plugin.version())
        .put("kind", plugin.kind().word())
        .put("file", plugin.file().toString())
        .put("installed", plugin.installed())
        .put("provides", JsonArray.ofTexts(plugin.provides()))
        .put("state", plugin.state().word())
        .put("sha256", text(plugin.sha256()))
        .put("signer", text(plugin.signer()))
        .put("remark", text(plugin.remark()))
        .putOrNull("error", plugin.lastError().map(PluginDocument::error));
  }

  private static JsonObject key(ConfiguredKey key) {
    return new ObjectBuilder()
        .put("key", key.key().name())
        .put("type", key.key().type().name().toLowerCase(Locale.ROOT))
        .put("value", key.value().orElse(new JsonValue.JsonNull()))
        .put("origin", key.origin().place())
        .put("secret", key.key().secret())
        .put("required", key.key().required())
        .put("description", key.key().description())
        .build();
  }

  static JsonObject error(WorkerException error) {
    return new ObjectBuilder()
        .put("code", error.errorCode().code())
        .put("message", String.valueOf(error.getMessage()))
        .put("suggestion", error.suggestion())
        .build();
  }

  private static JsonValue text(Optional<String> text) {
    return text.<JsonValue>map(JsonString::new).orElse(new JsonValue.JsonNull());
  }
}
