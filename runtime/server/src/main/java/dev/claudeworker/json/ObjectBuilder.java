package dev.claudeworker.json;

import dev.claudeworker.spi.JsonValue;
import dev.claudeworker.spi.JsonValue.JsonArray;
import dev.claudeworker.spi.JsonValue.JsonBoolean;
import dev.claudeworker.spi.JsonValue.JsonNull;
import dev.claudeworker.spi.JsonValue.JsonNumber;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.JsonValue.JsonString;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Builds one object member by member, in order. An absent value becomes JSON null, so that every document has all names. */
public final class ObjectBuilder {

  private final Map<String, JsonValue> members = new LinkedHashMap<>();

  /** Adds a value. */
  public ObjectBuilder put(String name, JsonValue value) {
    members.put(name, value);
    return this;
  }

  /** Adds a text. */
  public ObjectBuilder put(String name, String text) {
    return put(name, new JsonString(text));
  }

  /** Adds a number. */
  public ObjectBuilder put(String name, long number) {
    return put(name, JsonNumber.of(number));
  }

  /** Adds a number with a fraction. */
  public ObjectBuilder put(String name, BigDecimal number) {
    return put(name, new JsonNumber(number));
  }

  /** Adds a truth value. */
  public ObjectBuilder put(String name, boolean truth) {
    return put(name, new JsonBoolean(truth));
  }

  /** Adds a list of objects or texts. */
  public ObjectBuilder put(String name, List<? extends JsonValue> items) {
    return put(name, new JsonArray(List.copyOf(items)));
  }

  /** Adds a value, or null if it is absent. */
  public ObjectBuilder putOrNull(String name, Optional<? extends JsonValue> value) {
    return put(name, value.isPresent() ? value.get() : new JsonNull());
  }

  /** Adds what a value prints as, or null if it is absent. */
  public ObjectBuilder putTextOrNull(String name, Optional<?> value) {
    return putOrNull(name, value.map(Object::toString).map(JsonString::new));
  }

  /** Adds names with texts. */
  public ObjectBuilder put(String name, Map<String, String> texts) {
    var inner = new ObjectBuilder();
    texts.forEach(inner::put);
    return put(name, inner.build());
  }

  /** The object. */
  public JsonObject build() {
    return new JsonObject(members);
  }
}
