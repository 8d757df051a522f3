package dev.claudeworker.moving;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A row of the Python version, whose columns changed from version to version: what is not there is empty. */
record PythonRow(Map<String, String> columns) {

  static PythonRow of(ResultSet row) throws SQLException {
    ResultSetMetaData about = row.getMetaData();
    Map<String, String> columns = new HashMap<>();
    for (int column = 1; column <= about.getColumnCount(); column++) {
      Optional<String> value = Optional.ofNullable(row.getString(column));
      if (value.isPresent()) {
        columns.put(about.getColumnName(column).toLowerCase(Locale.ROOT), value.get());
      }
    }
    return new PythonRow(columns);
  }

  Optional<String> text(String name) {
    return Optional.ofNullable(columns.get(name)).filter(text -> !text.isBlank());
  }

  Optional<Long> number(String name) {
    return text(name).filter(text -> text.matches("-?\\d{1,18}")).map(Long::valueOf);
  }

  long id() {
    return number("id").filter(id -> id > 0).orElseThrow(() -> new IllegalArgumentException("a row without an id"));
  }

  /** Older versions wrote the name of the constant, newer ones its value. */
  String status() {
    return text("status").orElse("").toLowerCase(Locale.ROOT).replaceFirst("^.*\\.", "");
  }

  /** Written without a zone, and meant as UTC. */
  Optional<Instant> time(String name) {
    return text(name).flatMap(PythonRow::parse);
  }

  private static Optional<Instant> parse(String text) {
    String iso = text.strip().replace(' ', 'T');
    try {
      return Optional.of(iso.matches(".*(Z|[+-]\\d\\d:?\\d\\d)$")
          ? OffsetDateTime.parse(iso).toInstant()
          : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC));
    } catch (DateTimeException otherForm) {
      return Optional.empty();
    }
  }
}
