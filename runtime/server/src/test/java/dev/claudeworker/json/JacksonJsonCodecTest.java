package dev.claudeworker.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.claudeworker.spi.JsonSyntaxException;
import dev.claudeworker.spi.JsonValue;
import dev.claudeworker.spi.JsonValue.JsonArray;
import dev.claudeworker.spi.JsonValue.JsonBoolean;
import dev.claudeworker.spi.JsonValue.JsonNull;
import dev.claudeworker.spi.JsonValue.JsonNumber;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.JsonValue.JsonString;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JacksonJsonCodecTest {

  private static final int DEPTH = 10;
  private static final int LENGTH = 1_000;

  private final JacksonJsonCodec codec = new JacksonJsonCodec(new JsonLimits(DEPTH, LENGTH, Integer.MAX_VALUE));

  @Test
  void readsEveryKindOfValue() {
    JsonValue value =
        codec.parse("{\"text\":\"a\\u00e9\",\"number\":1.50,\"yes\":true,\"no\":false,\"none\":null,\"list\":[1,{}]}");

    assertThat(value).isEqualTo(new JsonObject(Map.of(
        "text", new JsonString("aé"),
        "number", new JsonNumber(new BigDecimal("1.50")),
        "yes", new JsonBoolean(true),
        "no", new JsonBoolean(false),
        "none", new JsonNull(),
        "list", new JsonArray(List.of(JsonNumber.of(1), JsonObject.EMPTY)))));
  }

  @Test
  void printsWhatItReadOnOneLineAndInOrder() {
    String text = "{\"b\":[1,2.50,\"line\\nbreak\",null,true],\"a\":{\"inner\":\"\\\"quoted\\\"\"}}";

    assertThat(codec.print(codec.parse(text))).isEqualTo(text).doesNotContain("\n");
  }

  @Test
  void keepsNumbersExactHoweverLargeTheirExponent() {
    assertThat(codec.print(codec.parse("[12345678901234567890.123456789,1E+1000000]")))
        .isEqualTo("[12345678901234567890.123456789,1E+1000000]");
  }

  @Test
  void readsNumbersOfStrangersUpToTheirLimitAndNotBeyond() {
    var strict = new JacksonJsonCodec(new JsonLimits(DEPTH, LENGTH, 20));

    assertThat(strict.print(strict.parse("[1E+20,1E-20]"))).isEqualTo("[1E+20,1E-20]");
    for (String tooMuch : List.of("[1e21]", "[1e-21]", "[1e999999999]", "[1e-999999999]")) {
      assertThatThrownBy(() -> strict.parse(tooMuch))
          .isInstanceOf(JsonSyntaxException.class)
          .hasMessageContaining("more than 20 decimal places or zeros");
    }
  }

  @Test
  void refusesTheSameNameTwiceInOneObject() {
    assertThatThrownBy(() -> codec.parse("{\"a\":1,\n\"a\":2}"))
        .isInstanceOf(JsonSyntaxException.class)
        .hasMessageContaining("twice")
        .hasMessageContaining("line 2");
  }

  @Test
  void readsUpToTheDepthLimitAndNotBeyond() {
    String deepest = "[".repeat(DEPTH) + "]".repeat(DEPTH);

    assertThat(codec.print(codec.parse(deepest))).isEqualTo(deepest);
    assertThatThrownBy(() -> codec.parse("[" + deepest + "]"))
        .isInstanceOf(JsonSyntaxException.class)
        .hasMessageContaining("deeper than 10");
  }

  @Test
  void readsUpToTheLengthLimitAndNotBeyond() {
    String longest = "\"" + "x".repeat(LENGTH - 2) + "\"";

    assertThat(codec.parse(longest)).isEqualTo(new JsonString("x".repeat(LENGTH - 2)));
    assertThatThrownBy(() -> codec.parse(longest + " "))
        .isInstanceOf(JsonSyntaxException.class)
        .hasMessageContaining("at most 1000");
  }

  @Test
  void refusesANumberOfMoreThanAThousandDigits() {
    var wide = new JacksonJsonCodec();

    assertThat(wide.parse("1".repeat(1_000))).isInstanceOf(JsonNumber.class);
    assertThatThrownBy(() -> wide.parse("1".repeat(1_001)))
        .isInstanceOf(JsonSyntaxException.class)
        .hasMessageContaining("1000 digits");
  }

  @Test
  void saysWhereTextIsNotJsonButNeverRepeatsIt() {
    for (String text : List.of("", "  ", "{", "{\"a\":}", "[1,]", "hunter2", "{\"a\":hunter2}", "{} hunter2",
        "\"hunter2",
        "{'hunter2':1}", "NaN", "01", "\u0000")) {
      assertThatThrownBy(() -> codec.parse(text)).as(text)
          .isInstanceOf(JsonSyntaxException.class)
          .hasMessageContaining("line 1")
          .message()
          .doesNotContain("hunter2");
    }
  }
}
