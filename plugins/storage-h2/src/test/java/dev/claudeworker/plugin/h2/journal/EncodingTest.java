package dev.claudeworker.plugin.h2.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.plugin.h2.journal.Values.Items;
import dev.claudeworker.plugin.h2.journal.Values.Null;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is written is what is read, whatever the values are. */
final class EncodingTest {

  private static final String HALF_OF_A_PAIR = "before \ud83d after";

  private final Encoding writing = new Encoding();
  private final Encoding reading = new Encoding();

  @Test
  void valuesComeBackAsTheyWere() throws IOException {
    List<Object> values = List.of(
        "", "äöü \u0000 😀", HALF_OF_A_PAIR, "x".repeat(100_000), Long.MIN_VALUE, Integer.MAX_VALUE, true, false, 0.1,
        OffsetDateTime.of(2026, 2, 28, 23, 59, 59, 999_999_000, ZoneOffset.ofHours(-3)), new UUID(1, -1),
        new BigDecimal("-12.340"), Null.NULL, new Items("BIGINT", List.of(1L, 2L, Null.NULL)),
        new Items("CHARACTER VARYING", List.of()));

    assertThat(values).allMatch(Values::isKept);
    assertThat(roundTrip(transaction(1, "INSERT", values))).isEqualTo(transaction(1, "INSERT", values));
  }

  @Test
  void bytesComeBackAsTheyWere() throws IOException {
    byte[] bytes = {0, -1, 127, -128};

    Transaction read = roundTrip(transaction(1, "INSERT", List.of(bytes)));

    assertThat((byte[]) read.changes().getFirst().rows().getFirst().getFirst()).isEqualTo(bytes);
  }

  @Test
  void statementsAreWrittenOnce() throws IOException {
    String sql = "UPDATE task SET status = ? WHERE id = ? AND version = ?";

    byte[] first = writing.encode(List.of(transaction(1, sql, List.of(1L))));
    byte[] second = writing.encode(List.of(transaction(2, sql, List.of(1L)), transaction(3, "DELETE", List.of())));

    assertThat(first).hasSizeGreaterThan(second.length / 2 + sql.length());
    assertThat(reading.decode(first)).containsExactly(transaction(1, sql, List.of(1L)));
    assertThat(reading.decode(second))
        .containsExactly(transaction(2, sql, List.of(1L)), transaction(3, "DELETE", List.of()));
  }

  @Test
  void sizeIsAboutThatOfTheBytes() {
    List<Object> values = List.of("x".repeat(1_000), 7L, new Items("BIGINT", List.of(1L, 2L, 3L)), new byte[500]);
    int estimated = 2 * values.stream().mapToInt(Values::size).sum();

    assertThat(writing.encode(List.of(transaction(1, "INSERT", values)))).hasSizeBetween(estimated - 50,
        estimated + 50);
  }

  @Test
  void otherTypesAreNotKept() {
    assertThat(Values.isKept(new StringBuilder())).isFalse();
  }

  private Transaction roundTrip(Transaction transaction) throws IOException {
    return reading.decode(writing.encode(List.of(transaction))).getFirst();
  }

  private static Transaction transaction(long number, String sql, List<Object> row) {
    return new Transaction(number, List.of(new Change(sql, Arrays.asList(row, row), List.of(1, 0))));
  }
}
