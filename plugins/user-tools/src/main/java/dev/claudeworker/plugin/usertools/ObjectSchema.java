package dev.claudeworker.plugin.usertools;

import dev.claudeworker.spi.JsonValue;
import dev.claudeworker.spi.JsonValue.JsonArray;
import dev.claudeworker.spi.JsonValue.JsonBoolean;
import dev.claudeworker.spi.JsonValue.JsonObject;
import java.util.List;
import java.util.Map;

/** The JSON schema of an object with known members and no others. */
final class ObjectSchema {

  private ObjectSchema() {}

  static JsonObject of(Map<String, JsonValue> properties, List<String> required) {
    return JsonObject.EMPTY.with("type", "object")
        .with("properties", new JsonObject(properties))
        .with("required", JsonArray.ofTexts(required))
        .with("additionalProperties", new JsonBoolean(false));
  }
}
