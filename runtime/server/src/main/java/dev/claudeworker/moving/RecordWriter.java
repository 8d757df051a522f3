package dev.claudeworker.moving;

import dev.claudeworker.spi.JsonValue;
import dev.claudeworker.spi.JsonValue.JsonArray;
import dev.claudeworker.spi.JsonValue.JsonBoolean;
import dev.claudeworker.spi.JsonValue.JsonNumber;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.JsonValue.JsonString;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Writes the records of the SPI as JSON, always in the same way: what is equal is written equally. A field that is added to
 * one of them is in the next export without another line here; that none is renamed unseen, a stored example guards.
 */
final class RecordWriter {

  private final Map<Class<?>, RecordShape> shapes = new ConcurrentHashMap<>();

  JsonObject write(Record value) {
    RecordShape shape = shapes.computeIfAbsent(value.getClass(), RecordShape::of);
    Map<String, JsonValue> members = new LinkedHashMap<>();
    for (RecordShape.Field field : shape.fields()) {
      present(field.of(value)).ifPresent(present -> members.put(field.name(), value(present)));
    }
    return new JsonObject(members);
  }

  private static Optional<?> present(Object value) {
    return switch (value) {
      case Optional<?> optional -> optional;
      case OptionalInt number -> number.isPresent() ? Optional.of(number.getAsInt()) : Optional.empty();
      default -> Optional.of(value);
    };
  }

  private JsonValue value(Object value) {
    return switch (value) {
      case JsonValue json -> json;
      case String text -> new JsonString(text);
      case UUID uuid -> new JsonString(uuid.toString());
      case Path path -> new JsonString(path.toString());
      case Instant at -> new JsonString(at.toString());
      case Duration time -> new JsonString(time.toString());
      case Enum<?> word -> new JsonString(word.name().toLowerCase(Locale.ROOT));
      case Boolean flag -> new JsonBoolean(flag);
      case Integer number -> JsonNumber.of(number);
      case Long number -> JsonNumber.of(number);
      case Double number -> new JsonNumber(plain(BigDecimal.valueOf(number)));
      case BigDecimal number -> new JsonNumber(plain(number));
      case List<?> items -> new JsonArray(items.stream().map(this::value).toList());
      case Map<?, ?> map -> object(map);
      case Record nested -> nested(nested);
      default -> throw new IllegalStateException("no way to write a " + value.getClass());
    };
  }

  private JsonValue nested(Record value) {
    RecordShape shape = shapes.computeIfAbsent(value.getClass(), RecordShape::of);
    return shape.isWrapper() ? value(shape.fields().getFirst().of(value)) : write(value);
  }

  /** 5 and 5.000 are the same amount. */
  private static BigDecimal plain(BigDecimal number) {
    return new BigDecimal(number.stripTrailingZeros().toPlainString());
  }

  private JsonObject object(Map<?, ?> map) {
    Map<String, JsonValue> members = new TreeMap<>();
    map.forEach((key, value) -> members.put((String) key, value(value)));
    return new JsonObject(members);
  }
}
