package dev.claudeworker.plugin.usertools;

import dev.claudeworker.spi.JsonValue;
import dev.claudeworker.spi.JsonValue.JsonArray;
import dev.claudeworker.spi.JsonValue.JsonBoolean;
import dev.claudeworker.spi.JsonValue.JsonNull;
import dev.claudeworker.spi.JsonValue.JsonNumber;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.JsonValue.JsonString;
import dev.claudeworker.spi.tool.ToolParameter;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How Java types look as JSON: as schemas, as arguments, as results. */
final class JavaTypes {

  private static final Set<Class<?>> WHOLE = Set.of(int.class, Integer.class, long.class, Long.class);
  private static final Set<Class<?>> FRACTIONS = Set.of(double.class, Double.class, BigDecimal.class);
  private static final Set<Class<?>> TRUTHS = Set.of(boolean.class, Boolean.class);

  private JavaTypes() {}

  static JsonObject schema(Type type, @Nullable ToolParameter about) throws ToolProblem {
    JsonObject schema = schema(type);
    return about == null ? schema : schema.with("description", about.value());
  }

  private static JsonObject schema(Type type) throws ToolProblem {
    Class<?> plain = plain(type);
    if (plain == Optional.class) {
      return schema(inner(type));
    }
    if (plain == List.class) {
      return typed("array").with("items", schema(inner(type)));
    }
    if (plain == String.class) {
      return typed("string");
    }
    if (WHOLE.contains(plain)) {
      return typed("integer");
    }
    if (FRACTIONS.contains(plain)) {
      return typed("number");
    }
    if (TRUTHS.contains(plain)) {
      return typed("boolean");
    }
    if (plain.isEnum()) {
      return typed("string").with("enum", JsonArray.ofTexts(
          Arrays.stream(plain.getEnumConstants()).map(constant -> ((Enum<?>) constant).name()).toList()));
    }
    if (plain.isRecord()) {
      return record(plain);
    }
    throw new ToolProblem(": a parameter of type " + type.getTypeName()
        + " cannot be read from JSON; use texts, numbers, truth values, enums, records, lists and Optional of them");
  }

  private static JsonObject record(Class<?> type) throws ToolProblem {
    Map<String, JsonValue> properties = new LinkedHashMap<>();
    List<String> required = new ArrayList<>();
    for (RecordComponent component : type.getRecordComponents()) {
      properties.put(component.getName(),
          schema(component.getGenericType(), component.getAnnotation(ToolParameter.class)));
      if (component.getType() != Optional.class) {
        required.add(component.getName());
      }
    }
    return ObjectSchema.of(properties, required);
  }

  private static JsonObject typed(String type) {
    return JsonObject.EMPTY.with("type", type);
  }

  private static Class<?> plain(Type type) throws ToolProblem {
    return switch (type) {
      case Class<?> plain -> plain;
      case ParameterizedType generic when generic.getRawType() instanceof Class<?> raw -> raw;
      default -> throw new ToolProblem(": the type " + type.getTypeName() + " cannot be read from JSON");
    };
  }

  private static Type inner(Type type) throws ToolProblem {
    if (type instanceof ParameterizedType generic) {
      return generic.getActualTypeArguments()[0];
    }
    throw new ToolProblem(": say of what: " + type.getTypeName() + "<...>");
  }

  /** An argument as its method wants it; it fits the schema, or the number is too large for its type. */
  static Object read(Optional<JsonValue> value, Type type, String name) {
    try {
      Class<?> plain = plain(type);
      if (plain == Optional.class) {
        boolean given = value.isPresent() && !(value.get() instanceof JsonNull);
        return given ? Optional.of(read(value, inner(type), name)) : Optional.empty();
      }
      return read(value.orElseThrow(() -> new IllegalArgumentException("the argument '" + name + "' is missing")),
          type, plain, name);
    } catch (ToolProblem impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static Object read(JsonValue value, Type type, Class<?> plain, String name) throws ToolProblem {
    return switch (value) {
      case JsonString(String text) when plain.isEnum() -> constant(plain, text);
      case JsonString(String text) -> text;
      case JsonBoolean(boolean truth) -> truth;
      case JsonNumber(BigDecimal number) -> number(number, plain, name);
      case JsonArray(List<JsonValue> items) -> {
        List<Object> read = new ArrayList<>();
        for (JsonValue item : items) {
          read.add(read(Optional.of(item), inner(type), name));
        }
        yield List.copyOf(read);
      }
      case JsonObject object -> made(object, plain, name);
      case JsonNull _ -> throw new IllegalArgumentException("the argument '" + name + "' is null");
    };
  }

  private static Object constant(Class<?> type, String name) {
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> ((Enum<?>) constant).name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("'" + name + "' is none of the allowed words"));
  }

  private static Object number(BigDecimal number, Class<?> type, String name) {
    try {
      if (type == int.class || type == Integer.class) {
        return number.intValueExact();
      }
      if (type == long.class || type == Long.class) {
        return number.longValueExact();
      }
    } catch (ArithmeticException tooLarge) {
      throw new IllegalArgumentException("the number '" + name + "' is too large or has a fraction");
    }
    return type == BigDecimal.class ? number : number.doubleValue();
  }

  private static Object made(JsonObject object, Class<?> type, String name) {
    RecordComponent[] components = type.getRecordComponents();
    Object[] values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      values[i] = read(object.get(components[i].getName()), components[i].getGenericType(),
          name + "." + components[i].getName());
    }
    try {
      Constructor<?> constructor = type.getDeclaredConstructor(
          Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
      constructor.setAccessible(true);
      return constructor.newInstance(values);
    } catch (ReflectiveOperationException refused) {
      Throwable why = Optional.ofNullable(refused.getCause()).orElse(refused);
      throw new IllegalArgumentException("'" + name + "' is refused: " + why.getMessage(), refused);
    }
  }

  /** A result as JSON; what is not known is told as its text. */
  static JsonValue written(@Nullable Object result) {
    return switch (result) {
      case null -> new JsonNull();
      case JsonValue json -> json;
      case Boolean truth -> new JsonBoolean(truth);
      case Number number -> new JsonNumber(new BigDecimal(number.toString()));
      case Optional<?> optional -> optional.isPresent() ? written(optional.get()) : new JsonNull();
      case Collection<?> items -> new JsonArray(items.stream().map(JavaTypes::written).toList());
      case Map<?, ?> map -> {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        map.forEach((key, value) -> members.put(String.valueOf(key), written(value)));
        yield new JsonObject(members);
      }
      case Record record -> written(record);
      default -> new JsonString(result.toString());
    };
  }

  private static JsonObject written(Record record) {
    Map<String, JsonValue> members = new LinkedHashMap<>();
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      try {
        component.getAccessor().setAccessible(true);
        members.put(component.getName(), written(component.getAccessor().invoke(record)));
      } catch (ReflectiveOperationException unreadable) {
        throw new IllegalStateException(unreadable);
      }
    }
    return new JsonObject(members);
  }
}
