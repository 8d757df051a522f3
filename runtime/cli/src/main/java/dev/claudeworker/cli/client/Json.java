package dev.claudeworker.cli.client;

import dev.claudeworker.spi.JsonSyntaxException;
import dev.claudeworker.spi.JsonValue;
import dev.claudeworker.spi.JsonValue.JsonArray;
import dev.claudeworker.spi.JsonValue.JsonBoolean;
import dev.claudeworker.spi.JsonValue.JsonNull;
import dev.claudeworker.spi.JsonValue.JsonNumber;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.JsonValue.JsonString;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/** Reads and writes JSON documents. */
public final class Json {

  private static final int MAX_DEPTH = 100;
  private static final int MAX_TEXT_LENGTH = 256 * 1024 * 1024;

  private static final JsonFactory FACTORY = JsonFactory.builder()
      .streamReadConstraints(
          StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).maxStringLength(MAX_TEXT_LENGTH).build())
      .build();

  private Json() {}

  /**
   * Reads one document.
   *
   * @param text the document
   * @return its value
   * @throws JsonSyntaxException if it is not one JSON document; the message says where, not what
   */
  public static JsonValue parse(String text) {
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
      JsonValue value = value(parser, parser.nextToken());
      if (parser.nextToken() != null) {
        throw new JsonSyntaxException("there is more after the end of the JSON document");
      }
      return value;
    } catch (JacksonException broken) {
      var place = broken.getLocation();
      throw new JsonSyntaxException(
          place == null ? "not JSON" : "not JSON at line " + place.getLineNr() + ", column " + place.getColumnNr());
    }
  }

  /** Writes a value on one line. */
  public static String print(JsonValue value) {
    return new JsonPrinter(false).print(value);
  }

  /** Writes a value on many lines, for people. */
  public static String printIndented(JsonValue value) {
    return new JsonPrinter(true).print(value);
  }

  private static JsonValue value(JsonParser parser, JsonToken token) {
    return switch (token) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_STRING -> new JsonString(parser.getString());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new JsonNumber(parser.getDecimalValue());
      case VALUE_TRUE -> new JsonBoolean(true);
      case VALUE_FALSE -> new JsonBoolean(false);
      case VALUE_NULL -> new JsonNull();
      case null, default -> throw new JsonSyntaxException("an empty text is not a JSON document");
    };
  }

  private static JsonObject object(JsonParser parser) {
    Map<String, JsonValue> members = new LinkedHashMap<>();
    for (String name = parser.nextName(); name != null; name = parser.nextName()) {
      members.put(name, value(parser, parser.nextToken()));
    }
    return new JsonObject(members);
  }

  private static JsonArray array(JsonParser parser) {
    List<JsonValue> items = new ArrayList<>();
    for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
      items.add(value(parser, token));
    }
    return new JsonArray(items);
  }
}
