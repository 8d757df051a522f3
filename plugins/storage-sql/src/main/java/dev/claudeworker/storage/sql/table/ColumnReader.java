package dev.claudeworker.storage.sql.table;

import dev.claudeworker.spi.ErrorCategory;
import dev.claudeworker.spi.ErrorCode;
import dev.claudeworker.spi.JsonCodec;
import dev.claudeworker.spi.JsonValue;
import dev.claudeworker.spi.JsonValue.JsonArray;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.JsonValue.JsonString;
import dev.claudeworker.spi.task.Failure;
import dev.claudeworker.spi.task.Usage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads the columns of one row one after the other, in the order of the select list: no look-up by name, no reflection. */
final class ColumnReader {

  private static final String EMPTY_OBJECT = "{}";

  private final ResultSet row;
  private final JsonCodec json;
  private int column;

  ColumnReader(ResultSet row, JsonCodec json) {
    this.row = row;
    this.json = json;
  }

  long number() throws SQLException {
    return row.getLong(++column);
  }

  Optional<Long> optionalNumber() throws SQLException {
    long value = row.getLong(++column);
    return row.wasNull() ? Optional.empty() : Optional.of(value);
  }

  int count() throws SQLException {
    return row.getInt(++column);
  }

  Optional<Integer> optionalCount() throws SQLException {
    int value = row.getInt(++column);
    return row.wasNull() ? Optional.empty() : Optional.of(value);
  }

  double fraction() throws SQLException {
    return row.getDouble(++column);
  }

  boolean flag() throws SQLException {
    return row.getBoolean(++column);
  }

  String text() throws SQLException {
    return row.getString(++column);
  }

  Optional<String> optionalText() throws SQLException {
    return Optional.ofNullable(row.getString(++column));
  }

  <E extends Enum<E>> E word(Class<E> type) throws SQLException {
    return Enum.valueOf(type, text().toUpperCase(Locale.ROOT));
  }

  <E extends Enum<E>> Optional<E> optionalWord(Class<E> type) throws SQLException {
    return optionalText().map(word -> Enum.valueOf(type, word.toUpperCase(Locale.ROOT)));
  }

  UUID uuid() throws SQLException {
    return row.getObject(++column, UUID.class);
  }

  Instant instant() throws SQLException {
    return row.getObject(++column, OffsetDateTime.class).toInstant();
  }

  Optional<Instant> optionalInstant() throws SQLException {
    return Optional.ofNullable(row.getObject(++column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
  }

  Duration duration() throws SQLException {
    return Duration.of(number(), ChronoUnit.MICROS);
  }

  JsonObject object() throws SQLException {
    return parse(text());
  }

  private JsonObject parse(@Nullable String text) {
    return text == null || text.equals(EMPTY_OBJECT) ? JsonObject.EMPTY : (JsonObject) json.parse(text);
  }

  /** The counterpart of {@link ColumnWriter#texts(java.util.Map)}; none where there is no text. */
  Map<String, String> textsByName() throws SQLException {
    return optionalText().map(this::textsByName).orElse(Map.of());
  }

  Map<String, String> textsByName(String text) {
    Map<String, String> values = new HashMap<>();
    JsonObject object = parse(text);
    object.members().keySet().forEach(name -> values.put(name, object.text(name).orElse("")));
    return values;
  }

  Set<String> texts() throws SQLException {
    Set<String> texts = new HashSet<>();
    for (JsonValue item : ((JsonArray) json.parse(text())).items()) {
      texts.add(((JsonString) item).text());
    }
    return texts;
  }

  Usage usage() throws SQLException {
    return new Usage(number(), number(), number(), number(), count(), number(), duration(), number());
  }

  Optional<Failure> failure() throws SQLException {
    Optional<String> code = optionalText();
    if (code.isEmpty()) {
      column += FailureColumns.COUNT - 1;
      return Optional.empty();
    }
    ErrorCode errorCode = new ErrorCode(code.get(), word(ErrorCategory.class), flag());
    return Optional.of(new Failure(errorCode, text(), text(), object()));
  }

  void skip(int columns) {
    column += columns;
  }
}
