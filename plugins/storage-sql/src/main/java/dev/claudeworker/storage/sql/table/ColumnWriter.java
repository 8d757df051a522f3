package dev.claudeworker.storage.sql.table;

import dev.claudeworker.spi.JsonCodec;
import dev.claudeworker.spi.JsonValue.JsonArray;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.task.Failure;
import dev.claudeworker.spi.task.Usage;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** Sets the parameters of one statement one after the other; the counterpart of {@link ColumnReader}. */
final class ColumnWriter {

  private static final String EMPTY_OBJECT = "{}";

  private final PreparedStatement statement;
  private final JsonCodec json;
  private int column;

  ColumnWriter(PreparedStatement statement, JsonCodec json) {
    this.statement = statement;
    this.json = json;
  }

  ColumnWriter number(long value) throws SQLException {
    statement.setLong(++column, value);
    return this;
  }

  ColumnWriter number(Optional<Long> value) throws SQLException {
    return value.isPresent() ? number(value.get()) : none();
  }

  ColumnWriter count(int value) throws SQLException {
    statement.setInt(++column, value);
    return this;
  }

  ColumnWriter count(Optional<Integer> value) throws SQLException {
    return value.isPresent() ? count(value.get()) : none();
  }

  ColumnWriter fraction(double value) throws SQLException {
    statement.setDouble(++column, value);
    return this;
  }

  ColumnWriter flag(boolean value) throws SQLException {
    statement.setBoolean(++column, value);
    return this;
  }

  ColumnWriter text(String value) throws SQLException {
    statement.setString(++column, value);
    return this;
  }

  ColumnWriter text(Optional<String> value) throws SQLException {
    return value.isPresent() ? text(value.get()) : none();
  }

  ColumnWriter word(Enum<?> value) throws SQLException {
    return text(value.name().toLowerCase(Locale.ROOT));
  }

  ColumnWriter word(Optional<? extends Enum<?>> value) throws SQLException {
    return value.isPresent() ? word(value.get()) : none();
  }

  ColumnWriter uuid(UUID value) throws SQLException {
    statement.setObject(++column, value);
    return this;
  }

  ColumnWriter instant(Instant value) throws SQLException {
    statement.setObject(++column, value.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC));
    return this;
  }

  ColumnWriter instant(Optional<Instant> value) throws SQLException {
    return value.isPresent() ? instant(value.get()) : none();
  }

  /** Microseconds; a time that does not fit a bigint (292,000 years) is refused by an {@link ArithmeticException}. */
  ColumnWriter duration(Duration value) throws SQLException {
    return number(Math.addExact(Math.multiplyExact(value.toSeconds(), 1_000_000L), value.toNanosPart() / 1_000L));
  }

  ColumnWriter object(JsonObject value) throws SQLException {
    return text(value.members().isEmpty() ? EMPTY_OBJECT : json.print(value));
  }

  ColumnWriter object(Optional<JsonObject> value) throws SQLException {
    return value.isPresent() ? object(value.get()) : none();
  }

  /** Names and values as a JSON object, names in order, so that the same ones are always the same text. */
  ColumnWriter texts(Map<String, String> values) throws SQLException {
    return texts("", values);
  }

  /** The same behind another text. */
  ColumnWriter texts(String before, Map<String, String> values) throws SQLException {
    JsonObject object = JsonObject.EMPTY;
    for (String name : new TreeMap<>(values).keySet()) {
      object = object.with(name, values.getOrDefault(name, ""));
    }
    return text(before + (values.isEmpty() ? EMPTY_OBJECT : json.print(object)));
  }

  ColumnWriter texts(Set<String> values) throws SQLException {
    return text(json.print(JsonArray.ofTexts(values.stream().sorted().toList())));
  }

  ColumnWriter usage(Usage usage) throws SQLException {
    return number(usage.inputTokens())
        .number(usage.outputTokens())
        .number(usage.cacheReadTokens())
        .number(usage.cacheWriteTokens())
        .count(usage.turns())
        .number(usage.costMicrosUsd())
        .duration(usage.cpuTime())
        .number(usage.peakMemoryBytes());
  }

  ColumnWriter failure(Optional<Failure> failure) throws SQLException {
    if (failure.isEmpty()) {
      return none().none().none().none().none().none();
    }
    Failure told = failure.get();
    return text(told.errorCode().code())
        .word(told.errorCode().category())
        .flag(told.errorCode().retryHelps())
        .text(told.message())
        .text(told.suggestion())
        .object(told.details());
  }

  private ColumnWriter none() throws SQLException {
    statement.setNull(++column, Types.NULL);
    return this;
  }
}
