package dev.claudeworker.plugins;

import dev.claudeworker.spi.ConfigKey;
import dev.claudeworker.spi.ConfigType;
import dev.claudeworker.spi.JsonValue;
import dev.claudeworker.spi.JsonValue.JsonArray;
import dev.claudeworker.spi.JsonValue.JsonBoolean;
import dev.claudeworker.spi.JsonValue.JsonNull;
import dev.claudeworker.spi.JsonValue.JsonNumber;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.JsonValue.JsonString;
import java.math.BigDecimal;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Converts one value to the type of its key and checks its bounds. */
final class ConfigValues {

  private static final Pattern WITH_UNIT = Pattern.compile("(\\d{1,15}(?:\\.\\d{1,9})?)\\s*([A-Za-z]*)");
  private static final Map<String, Long> MILLISECONDS =
      Map.of("", 1000L, "ms", 1L, "s", 1000L, "m", 60_000L, "h", 3_600_000L, "d", 86_400_000L);
  private static final Map<String, Long> BYTES =
      Map.of("", 1L, "b", 1L, "kb", 1L << 10, "mb", 1L << 20, "gb", 1L << 30, "tb", 1L << 40);
  private static final int MAX_NUMBER_DIGITS = 40;
  private static final int MAX_SHOWN = 80;

  private final Path userHome;
  private final Path baseDirectory;

  ConfigValues(Path userHome, Path baseDirectory) {
    this.userHome = userHome;
    this.baseDirectory = baseDirectory;
  }

  /** A value that does not fit; the message goes on after the key's name. */
  static final class Unfit extends Exception {

    Unfit(String message) {
      super(message);
    }
  }

  Object convert(ConfigKey key, JsonValue value) throws Unfit {
    Object converted =
        switch (key.type()) {
          case TEXT -> text(key, value);
          case BOOLEAN -> bool(key, value);
          case INTEGER -> isAllowedWord(key, value)
              ? text(key, value)
              : exactLong(key, value, bounded(key, number(key, value)));
          case DECIMAL -> bounded(key, number(key, value));
          case DURATION -> Duration.ofMillis(quantity(key, value, MILLISECONDS, "a duration"));
          case SIZE -> quantity(key, value, BYTES, "a size");
          case PATH -> path(key, value);
          case TEXT_LIST -> texts(key, value);
          case TEXT_MAP -> textMap(key, value);
          case JSON -> value;
        };
    if (converted instanceof List<?> list) {
      for (Object item : list) {
        checkAllowed(key, item);
      }
    } else if (key.type() != ConfigType.INTEGER) {
      checkAllowed(key, converted);
    }
    return converted;
  }

  /** A whole number may have words beside the numbers, for example {@code auto}. */
  private static boolean isAllowedWord(ConfigKey key, JsonValue value) {
    return value instanceof JsonString(String text) && key.allowed().contains(text);
  }

  private static void checkAllowed(ConfigKey key, Object value) throws Unfit {
    if (!key.allowed().isEmpty() && !key.allowed().contains(value.toString())) {
      String nearest =
          NearestName.suggestion(value.toString(), key.allowed())
              .map(name -> "; did you mean '" + name + "'?")
              .orElse("");
      throw new Unfit("is none of the allowed values" + shown(key, new JsonString(value.toString())) + nearest);
    }
  }

  private static String text(ConfigKey key, JsonValue value) throws Unfit {
    if (value instanceof JsonString(String text)) {
      return text;
    }
    throw new Unfit("is not a text" + shown(key, value));
  }

  private static Boolean bool(ConfigKey key, JsonValue value) throws Unfit {
    if (value instanceof JsonBoolean(boolean bool)) {
      return bool;
    }
    return switch (value instanceof JsonString(String text) ? text : "") {
      case "true" -> true;
      case "false" -> false;
      default -> throw new Unfit("is neither true nor false" + shown(key, value));
    };
  }

  private static BigDecimal number(ConfigKey key, JsonValue value) throws Unfit {
    if (value instanceof JsonNumber(BigDecimal number)) {
      return number;
    }
    if (value instanceof JsonString(String text) && text.length() <= MAX_NUMBER_DIGITS
        && text.matches("-?\\d+(\\.\\d+)?")) {
      return new BigDecimal(text);
    }
    throw new Unfit("is not a number" + shown(key, value));
  }

  private static Long exactLong(ConfigKey key, JsonValue value, BigDecimal number) throws Unfit {
    try {
      return number.longValueExact();
    } catch (ArithmeticException fractionOrTooLarge) {
      throw new Unfit("is not a whole number" + shown(key, value));
    }
  }

  private static long quantity(ConfigKey key, JsonValue value, Map<String, Long> units, String kind) throws Unfit {
    String written =
        switch (value) {
          case JsonNumber(BigDecimal number) when number.precision() <= MAX_NUMBER_DIGITS -> number.toPlainString();
          case JsonString(String text) -> text.strip();
          default -> "";
        };
    Matcher matcher = WITH_UNIT.matcher(written);
    Long factor = matcher.matches() ? units.get(matcher.group(2).toLowerCase(Locale.ROOT)) : null;
    if (factor == null) {
      throw new Unfit("is not " + kind + shown(key, value));
    }
    BigDecimal base = new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(factor));
    return exactLong(key, value, bounded(key, base));
  }

  private static BigDecimal bounded(ConfigKey key, BigDecimal number) throws Unfit {
    if (key.min().isPresent() && number.compareTo(BigDecimal.valueOf(key.min().get())) < 0) {
      throw new Unfit("is below the smallest allowed value " + AllowedValues.number(key, key.min().get()));
    }
    if (key.max().isPresent() && number.compareTo(BigDecimal.valueOf(key.max().get())) > 0) {
      throw new Unfit("is above the largest allowed value " + AllowedValues.number(key, key.max().get()));
    }
    return number;
  }

  private Path path(ConfigKey key, JsonValue value) throws Unfit {
    String written = text(key, value);
    try {
      boolean inHome = written.equals("~") || written.startsWith("~/");
      Path path = inHome ? userHome.resolve(written.substring(Math.min(2, written.length()))) : Path.of(written);
      return baseDirectory.resolve(path).toAbsolutePath().normalize();
    } catch (InvalidPathException notAPath) {
      throw new Unfit("is not a path" + shown(key, value));
    }
  }

  /** One text stands for a list of one: it is never split, since any separator may be part of it. */
  private static List<String> texts(ConfigKey key, JsonValue value) throws Unfit {
    if (value instanceof JsonString(String text)) {
      return text.isEmpty() ? List.of() : List.of(text);
    }
    if (!(value instanceof JsonArray(List<JsonValue> items))) {
      throw new Unfit("is not a list of texts" + shown(key, value));
    }
    List<String> texts = new ArrayList<>();
    for (JsonValue item : items) {
      texts.add(text(key, item));
    }
    return List.copyOf(texts);
  }

  private static Map<String, String> textMap(ConfigKey key, JsonValue value) throws Unfit {
    if (!(value instanceof JsonObject(Map<String, JsonValue> members))) {
      throw new Unfit("is not a map of names with texts" + shown(key, value));
    }
    Map<String, String> map = new LinkedHashMap<>();
    for (var member : members.entrySet()) {
      map.put(member.getKey(), text(key, member.getValue()));
    }
    return Map.copyOf(map);
  }

  private static String shown(ConfigKey key, JsonValue value) {
    if (key.secret()) {
      return "";
    }
    String shown =
        switch (value) {
          case JsonString(String text) -> "'" + text + "'";
          case JsonNumber(BigDecimal number) -> number.toString();
          case JsonBoolean(boolean bool) -> Boolean.toString(bool);
          case JsonArray array -> "a list";
          case JsonObject object -> "a map";
          case JsonNull none -> "null";
        };
    return ": " + (shown.length() <= MAX_SHOWN ? shown : shown.substring(0, MAX_SHOWN) + "...");
  }
}
