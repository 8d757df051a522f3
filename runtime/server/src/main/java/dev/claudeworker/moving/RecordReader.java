package dev.claudeworker.moving;

import dev.claudeworker.spi.JsonValue;
import dev.claudeworker.spi.JsonValue.JsonArray;
import dev.claudeworker.spi.JsonValue.JsonBoolean;
import dev.claudeworker.spi.JsonValue.JsonNull;
import dev.claudeworker.spi.JsonValue.JsonNumber;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.JsonValue.JsonString;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Reads what {@link RecordWriter} wrote. A field that this version does not know is left out; one that it misses and needs is an error. */
final class RecordReader {

  private final Map<Class<?>, RecordShape> shapes = new ConcurrentHashMap<>();

  /** What stands there is no record of this type; the message names the field and nothing of what stands in it. */
  static final class UnreadableException extends RuntimeException {
    UnreadableException(String message) {
      super(message);
    }
  }

  <T extends Record> T read(Class<T> type, JsonObject json) {
    return type.cast(record(type, json, ""));
  }

  private Object record(Class<?> type, JsonValue json, String path) {
    RecordShape shape = shapes.computeIfAbsent(type, RecordShape::of);
    Object[] values = new Object[shape.fields().size()];
    if (shape.isWrapper() && !(json instanceof JsonObject)) {
      values[0] = value(shape.fields().getFirst().component().getGenericType(), json, path);
    } else {
      Map<String, JsonValue> members = expect(JsonObject.class, json, path).members();
      for (int at = 0; at < values.length; at++) {
        RecordShape.Field field = shape.fields().get(at);
        JsonValue member = members.getOrDefault(field.name(), new JsonNull());
        values[at] = field(field.component().getGenericType(), member, path + "." + field.name());
      }
    }
    return make(shape, values, path);
  }

  private static Object make(RecordShape shape, Object[] values, String path) {
    try {
      return shape.constructor().newInstance(values);
    } catch (InvocationTargetException refused) {
      throw new UnreadableException(path + " has a value that is not allowed there");
    } catch (ReflectiveOperationException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private Object field(Type type, JsonValue json, String path) {
    boolean absent = json instanceof JsonNull;
    if (type == OptionalInt.class) {
      return absent ? OptionalInt.empty() : OptionalInt.of(number(json, path).intValueExact());
    }
    if (type instanceof ParameterizedType generic && generic.getRawType() == Optional.class) {
      return absent ? Optional.empty() : Optional.of(value(generic.getActualTypeArguments()[0], json, path));
    }
    // A list or map that an earlier version did not know yet.
    if (absent && type instanceof ParameterizedType generic) {
      return generic.getRawType() == List.class ? List.of() : Map.of();
    }
    return value(type, json, path);
  }

  private Object value(Type type, JsonValue json, String path) {
    if (type instanceof ParameterizedType generic) {
      return generic.getRawType() == List.class
          ? items(generic.getActualTypeArguments()[0], json, path)
          : members(generic.getActualTypeArguments()[1], json, path);
    }
    Class<?> plain = (Class<?>) type;
    try {
      return plain(plain, json, path);
    } catch (IllegalArgumentException | DateTimeException | ArithmeticException wrong) {
      throw new UnreadableException(path + " is not what belongs there");
    }
  }

  private Object plain(Class<?> type, JsonValue json, String path) {
    if (type.isRecord() && !JsonValue.class.isAssignableFrom(type)) {
      return record(type, json, path);
    }
    if (JsonValue.class.isAssignableFrom(type)) {
      return expect(type, json, path);
    }
    if (type == boolean.class) {
      return expect(JsonBoolean.class, json, path).value();
    }
    if (type == long.class || type == Long.class) {
      return number(json, path).longValueExact();
    }
    if (type == int.class || type == Integer.class) {
      return number(json, path).intValueExact();
    }
    if (type == double.class) {
      return number(json, path).doubleValue();
    }
    return type == BigDecimal.class ? number(json, path) : ofText(type, expect(JsonString.class, json, path).text());
  }

  private static Object ofText(Class<?> type, String text) {
    if (type == String.class) {
      return text;
    }
    if (type == UUID.class) {
      return UUID.fromString(text);
    }
    if (type == Instant.class) {
      return Instant.parse(text);
    }
    if (type == Duration.class) {
      return Duration.parse(text);
    }
    if (type == Path.class) {
      return Path.of(text);
    }
    if (type.isEnum()) {
      return word(type, text.toUpperCase(Locale.ROOT));
    }
    throw new IllegalStateException("no way to read a " + type);
  }

  private static Object word(Class<?> type, String name) {
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> ((Enum<?>) constant).name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("not one of its words"));
  }

  private List<Object> items(Type type, JsonValue json, String path) {
    return expect(JsonArray.class, json, path).items().stream().map(item -> value(type, item, path)).toList();
  }

  private Map<String, Object> members(Type type, JsonValue json, String path) {
    Map<String, Object> members = new LinkedHashMap<>();
    expect(JsonObject.class, json, path).members().forEach((name, item) -> members.put(name, value(type, item, path)));
    return members;
  }

  private static BigDecimal number(JsonValue json, String path) {
    return expect(JsonNumber.class, json, path).value();
  }

  private static <T> T expect(Class<T> type, JsonValue json, String path) {
    if (type.isInstance(json)) {
      return type.cast(json);
    }
    throw new UnreadableException(path + (json instanceof JsonNull ? " is missing" : " is not what belongs there"));
  }
}
