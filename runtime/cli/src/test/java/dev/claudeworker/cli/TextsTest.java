package dev.claudeworker.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

/** How times, amounts and foreign text are shown, and how durations are read. */
class TextsTest {

  private static final Instant NOW = Instant.parse("2026-03-04T15:00:00Z");

  @ParameterizedTest
  @CsvSource({"0, 0s", "450, 0.4s", "9900, 9.9s", "45000, 45s", "60000, 1m 00s", "185000, 3m 05s", "7800000, 2h 10m",
    "356400000, 4d 3h", "-5, 0s"})
  void durationIsShort(long millis, String expected) {
    assertThat(Times.duration(Duration.ofMillis(millis))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"15:00:00, just now", "14:59:15, 45s ago", "14:57:00, 3m ago", "10:00:00, 5h ago"})
  void ageIsCoarse(String clock, String expected) {
    assertThat(Times.age(Instant.parse("2026-03-04T" + clock + "Z"), NOW)).isEqualTo(expected);
  }

  @Test
  void endOfAWaitNamesTheDayUnlessItIsToday() {
    assertThat(Times.until(NOW.plusSeconds(7500), NOW, ZoneOffset.UTC)).isEqualTo("17:05 (in 2h)");
    assertThat(Times.until(NOW.plusSeconds(86400 * 3), NOW, ZoneOffset.UTC)).isEqualTo("2026-03-07 15:00 (in 3d)");
    assertThat(Times.until(NOW.minusSeconds(60), NOW, ZoneOffset.UTC)).isEqualTo("14:59");
  }

  @ParameterizedTest
  @CsvSource({"0.1234, $0.12", "0.0012, $0.0012", "12.345, $12.35", "0.01, $0.01"})
  void moneyHasCents(BigDecimal usd, String expected) {
    assertThat(Times.money(usd)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"950, 950", "1000, 1k", "12345, 12.3k", "999949, 999.9k", "999950, 1M", "1234567, 1.2M"})
  void amountIsRounded(long number, String expected) {
    assertThat(Times.amount(number)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"90, 90", "90s, 90", "10m, 600", "2h, 7200", "1h30m, 5400", "1d, 86400", "0, 0"})
  void durationIsReadWithUnits(String text, long seconds) {
    assertThat(new DurationText().convert(text)).isEqualTo(Duration.ofSeconds(seconds));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "-1", "1w", "1.5h", "m", "9999999999999s"})
  void otherTextsAreNoDuration(String text) {
    assertThatExceptionOfType(TypeConversionException.class).isThrownBy(() -> new DurationText().convert(text));
  }

  @Test
  void controlCharactersAreReplacedAndLineBreaksKept() {
    assertThat(Printable.lines("a\033[31mb\nc\td\r\n\u009be\u202Ef")).isEqualTo("a\uFFFD[31mb\nc\td\n\uFFFDe\uFFFDf");
    assertThat(Printable.line(" a\n\n b\t")).isEqualTo("a b");
  }

  @ParameterizedTest
  @CsvSource({"abc, 3", "日本, 4", "e\u0301, 1", "🙂, 2"})
  void widthIsCountedInColumns(String text, int expected) {
    assertThat(TextWidth.of(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"abcdef, 6, abcdef", "abcdef, 5, abcd…", "日本語, 5, 日本…", "日本語, 4, 日…", "ab cd, 4, ab…"})
  void textIsCutToColumns(String text, int columns, String expected) {
    assertThat(TextWidth.cut(text, columns)).isEqualTo(expected);
    assertThat(TextWidth.of(TextWidth.cut(text, columns))).isLessThanOrEqualTo(columns);
  }

  @Test
  void textIsFoldedAtBlanksAndLongWordsAnywhere() {
    assertThat(FoldedText.lines("", 5)).containsExactly("");
    assertThat(FoldedText.lines("one two three", 7)).containsExactly("one two", "three");
    assertThat(FoldedText.lines("a\nbcdefgh ij", 4)).containsExactly("a", "bcde", "fgh", "ij");
    assertThat(FoldedText.lines("日本語", 4)).containsExactly("日本", "語");
    assertThat(FoldedText.lines("  kept  blanks", 80)).containsExactly("  kept  blanks");
  }
}
