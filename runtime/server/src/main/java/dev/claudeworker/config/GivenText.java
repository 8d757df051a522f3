package dev.claudeworker.config;

import dev.claudeworker.json.JacksonJsonCodec;
import dev.claudeworker.spi.ConfigType;
import dev.claudeworker.spi.JsonSyntaxException;
import dev.claudeworker.spi.JsonValue;
import dev.claudeworker.spi.JsonValue.JsonArray;
import dev.claudeworker.spi.JsonValue.JsonBoolean;
import dev.claudeworker.spi.JsonValue.JsonNumber;
import dev.claudeworker.spi.JsonValue.JsonString;
import java.math.BigDecimal;
import java.util.Arrays;

/** Reads values that are given as texts: in variables, flags and commands. */
public final class GivenText {

  private GivenText() {}

  /**
   * The value that a text stands for; whether it fits the key is checked later.
   *
   * @param type the type of the key
   * @param text the text
   * @return a number or truth value where one is meant, for lists the texts between its commas, else the text
   */
  public static JsonValue value(ConfigType type, String text) {
    return switch (type) {
      case TEXT_LIST -> JsonArray
          .ofTexts(Arrays.stream(text.split(",")).map(String::strip).filter(item -> !item.isEmpty()).toList());
      case INTEGER, DECIMAL -> text.matches("-?\\d{1,40}(\\.\\d{1,40})?") ? new JsonNumber(new BigDecimal(text))
          : new JsonString(text);
      case BOOLEAN -> text.matches("true|false") ? new JsonBoolean(Boolean.parseBoolean(text)) : new JsonString(text);
      case TEXT_MAP, JSON -> json(text);
      case TEXT, DURATION, SIZE, PATH -> new JsonString(text);
    };
  }

  private static JsonValue json(String text) {
    try {
      return new JacksonJsonCodec().parse(text);
    } catch (JsonSyntaxException plainText) {
      return new JsonString(text);
    }
  }
}
