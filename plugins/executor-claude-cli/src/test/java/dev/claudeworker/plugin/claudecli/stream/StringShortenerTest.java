package dev.claudeworker.plugin.claudecli.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StringShortenerTest {

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
      {"a":"12345"}            | {"a":"12345"}
      {"a":"123456"}           | {"a":"12345"}
      {"a":"1234567","b":"x"}  | {"a":"12345","b":"x"}
      {"a":123456789}          | {"a":123456789}
      {"a":"1234\\n5"}         | {"a":"1234\\n"}
      {"a":"12345\\""}         | {"a":"12345"}
      {"a":"1234\\u00e9x"}     | {"a":"1234\\u00e9"}
      {"a":"12345\\u00e9x"}    | {"a":"12345"}
      {"a":"12345\\\\"}        | {"a":"12345"}
      {"a":"1234éx"}           | {"a":"1234é"}
      {"a":"12345é"}           | {"a":"12345"}
      {"a":"1234😀x"}          | {"a":"1234😀"}
      """)
  void stringsAreCutBetweenCharacters(String text, String shortened) {
    assertThat(shorten(text, 5)).isEqualTo(shortened);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"a\":\"\\\\\\\"\",\"b\":[\"x\",\"\"]}", "not json at all", "{\"a\":\"\\ud83d\\ude00\"}"})
  void shortTextsStayAsTheyAre(String text) {
    assertThat(shorten(text, 100)).isEqualTo(text);
  }

  @Test
  void droppedBytesAreCounted() {
    StringShortener shortener = new StringShortener(5);
    for (byte next : "\"12345678\" \"123456\"".getBytes(StandardCharsets.UTF_8)) {
      shortener.keeps(next);
    }

    assertThat(shortener.dropped()).isEqualTo(4);
  }

  private static String shorten(String text, int maxBytes) {
    StringShortener shortener = new StringShortener(maxBytes);
    ByteArrayOutputStream kept = new ByteArrayOutputStream();
    for (byte next : text.getBytes(StandardCharsets.UTF_8)) {
      if (shortener.keeps(next)) {
        kept.write(next);
      }
    }
    return kept.toString(StandardCharsets.UTF_8);
  }
}
