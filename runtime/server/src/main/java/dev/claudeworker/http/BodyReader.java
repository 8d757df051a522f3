package dev.claudeworker.http;

import dev.claudeworker.plugins.NearestName;
import dev.claudeworker.spi.JsonValue;
import dev.claudeworker.spi.JsonValue.JsonArray;
import dev.claudeworker.spi.JsonValue.JsonBoolean;
import dev.claudeworker.spi.JsonValue.JsonNull;
import dev.claudeworker.spi.JsonValue.JsonNumber;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.JsonValue.JsonString;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Reads the members of one object of a request, strictly, and collects everything that is wrong with them. A member that is
 * null counts as absent.
 */
final class BodyReader {

  private final JsonObject object;
  private final String pointer;
  private final List<FieldProblem> problems;
  private final TreeSet<String> known = new TreeSet<>();

  /** Reads an object that stands at a pointer; problems go to a list that may be shared. */
  BodyReader(JsonObject object, String pointer, List<FieldProblem> problems) {
    this.object = object;
    this.pointer = pointer;
    this.problems = problems;
  }

  Optional<JsonValue> value(String name) {
    known.add(name);
    return object.get(name).filter(value -> !(value instanceof JsonNull));
  }

  Optional<String> text(String name) {
    return value(name).flatMap(value -> textAt(FieldProblem.pointer(pointer, name), value));
  }

  /** A text of limited length, in characters. */
  Optional<String> text(String name, int maxLength) {
    return text(name).flatMap(text -> text.length() <= maxLength
        ? Optional.of(text)
        : bad(name, "has " + text.length() + " characters; at most " + maxLength + " are allowed."));
  }

  Optional<Boolean> bool(String name) {
    return value(name).flatMap(value -> value instanceof JsonBoolean(boolean truth)
        ? Optional.of(truth)
        : bad(name, "must be true or false."));
  }

  Optional<BigDecimal> number(String name, BigDecimal least, BigDecimal most) {
    return value(name).flatMap(value -> value instanceof JsonNumber(BigDecimal number)
        && number.compareTo(least) >= 0 && number.compareTo(most) <= 0
            ? Optional.of(number)
            : bad(name, "must be a number from " + least.toPlainString() + " to " + most.toPlainString() + "."));
  }

  Optional<Long> integer(String name, long least, long most) {
    return number(name, BigDecimal.valueOf(least), BigDecimal.valueOf(most))
        .flatMap(number -> number.stripTrailingZeros().scale() <= 0
            ? Optional.of(number.longValueExact())
            : bad(name, "must be a whole number."));
  }

  /** A number of seconds, to the millisecond. */
  Optional<Duration> seconds(String name, Duration most) {
    return number(name, BigDecimal.ZERO, BigDecimal.valueOf(most.toSeconds()))
        .map(seconds -> Duration.ofMillis(seconds.movePointRight(3).longValue()));
  }

  Optional<JsonObject> object(String name) {
    return value(name).flatMap(value -> value instanceof JsonObject inner
        ? Optional.of(inner)
        : bad(name, "must be an object."));
  }

  Map<String, String> texts(String name) {
    Map<String, String> texts = new LinkedHashMap<>();
    object(name).ifPresent(inner -> inner.members()
        .forEach((key, value) -> textAt(FieldProblem.pointer(FieldProblem.pointer(pointer, name), key), value)
            .ifPresent(text -> texts.put(key, text))));
    return texts;
  }

  List<Long> integers(String name, int maxCount) {
    List<Long> numbers = new ArrayList<>();
    value(name).ifPresent(value -> {
      if (value instanceof JsonArray(List<JsonValue> items) && items.size() <= maxCount
          && items.stream().allMatch(BodyReader::isId)) {
        items.forEach(item -> numbers.add(((JsonNumber) item).value().longValueExact()));
      } else {
        bad(name, "must be a list of at most " + maxCount + " task ids (whole numbers from 1).");
      }
    });
    return numbers;
  }

  /** Ends the reading: every member that nobody asked for is a problem. */
  void refuseUnknown() {
    for (String name : object.members().keySet()) {
      if (!known.contains(name)) {
        String nearest = NearestName.suggestion(name, known).map(near -> " Did you mean '" + near + "'?").orElse("");
        bad(name, "unknown field '" + name + "'." + nearest);
      }
    }
  }

  /** Notes a problem; empty so that it can stand where a value is expected. */
  <T> Optional<T> bad(String name, String detail) {
    return badAt(FieldProblem.pointer(pointer, name), detail);
  }

  /** Notes a problem of a member's member. */
  void badOption(String name, String inner, String detail) {
    badAt(FieldProblem.pointer(FieldProblem.pointer(pointer, name), inner), detail);
  }

  /** Reads an inner object. */
  Optional<BodyReader> inner(String name) {
    return object(name).map(inner -> new BodyReader(inner, FieldProblem.pointer(pointer, name), problems));
  }

  /** The pointer to this object. */
  String pointer() {
    return pointer;
  }

  /** The pointer to a member. */
  String pointer(String name) {
    return FieldProblem.pointer(pointer, name);
  }

  /** Reads an object that stands somewhere else in the same body. */
  BodyReader at(JsonObject other, String place) {
    return new BodyReader(other, place, problems);
  }

  /** One of the constants of an enumeration, in lower case. */
  <E extends Enum<E>> Optional<E> word(String name, E[] values) {
    return text(name).flatMap(word -> {
      Optional<E> found =
          Arrays.stream(values).filter(value -> value.name().toLowerCase(Locale.ROOT).equals(word)).findFirst();
      return found.isPresent() ? found
          : bad(name, "must be one of " + Arrays.stream(values)
              .map(value -> value.name().toLowerCase(Locale.ROOT))
              .collect(Collectors.joining(", ")) + ".");
    });
  }

  /** The items of a list of objects, each read at its own place. */
  List<BodyReader> inners(String name) {
    List<BodyReader> readers = new ArrayList<>();
    Optional<JsonValue> value = value(name);
    if (value.isEmpty()) {
      return readers;
    }
    if (!(value.get() instanceof JsonArray(List<JsonValue> items))) {
      bad(name, "must be a list of objects.");
      return readers;
    }
    for (int index = 0; index < items.size(); index++) {
      String place = FieldProblem.pointer(pointer(name), Integer.toString(index));
      if (items.get(index) instanceof JsonObject inner) {
        readers.add(at(inner, place));
      } else {
        badAt(place, "must be an object.");
      }
    }
    return readers;
  }

  /** Whether anything was wrong so far, anywhere in the body. */
  boolean hasProblems() {
    return !problems.isEmpty();
  }

  /** Notes a problem at a place of its own. */
  <T> Optional<T> badAt(String place, String detail) {
    problems.add(new FieldProblem(place, detail));
    return Optional.empty();
  }

  private Optional<String> textAt(String place, JsonValue value) {
    if (!(value instanceof JsonString(String text))) {
      return badAt(place, "must be a text.");
    }
    return UnicodeText.isWellFormed(text)
        ? Optional.of(text)
        : badAt(place, "holds half of a surrogate pair, which is not a character; send well-formed Unicode.");
  }

  private static boolean isId(JsonValue item) {
    return item instanceof JsonNumber(BigDecimal number) && number.scale() <= 0 && number.signum() > 0
        && number.precision() - number.scale() <= 18;
  }
}
