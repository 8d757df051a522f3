package dev.claudeworker.cli.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.claudeworker.spi.JsonSyntaxException;
import dev.claudeworker.spi.JsonValue.JsonString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"null", "true", "[]", "{}", "[1,2.50,-3]", "{\"a\":{\"b\":[\"\\n\\\"\\\\\",\"✓ 🙂\"]}}", "\"\""})
  void documentSurvivesReadingAndWriting(String text) {
    assertThat(Json.print(Json.parse(text))).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "{\"a\":}", "1 2", "<html>", "[1,]"})
  void anythingElseIsAnError(String text) {
    assertThatExceptionOfType(JsonSyntaxException.class).isThrownBy(() -> Json.parse(text));
  }

  @Test
  void errorDoesNotQuoteTheText() {
    assertThatExceptionOfType(JsonSyntaxException.class).isThrownBy(() -> Json.parse("{\"a\": secret}"))
        .withMessageNotContaining("secret")
        .withMessageContaining("line 1");
  }

  @Test
  void controlCharactersAndLoneSurrogatesAreEscaped() {
    assertThat(Json.print(new JsonString("\033\u009b\ud83d"))).isEqualTo("\"\\u001b\\u009b\\ud83d\"");
  }

  @Test
  void indentedFormHasOneMemberPerLine() {
    assertThat(Json.printIndented(Json.parse("{\"a\":[1],\"b\":{}}")))
        .isEqualTo("{\n  \"a\": [\n    1\n  ],\n  \"b\": {}\n}");
  }
}
