package dev.claudeworker.json;

import dev.claudeworker.spi.JsonSyntaxException;
import dev.claudeworker.spi.JsonValue;
import dev.claudeworker.spi.JsonValue.JsonArray;
import dev.claudeworker.spi.JsonValue.JsonBoolean;
import dev.claudeworker.spi.JsonValue.JsonNull;
import dev.claudeworker.spi.JsonValue.JsonNumber;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.JsonValue.JsonString;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Builds one value from a token stream. Recursion is bounded by the parser's own depth limit. */
final class JsonValueReader {

  private final JsonParser parser;
  private final int maxExponent;

  JsonValueReader(JsonParser parser, int maxExponent) {
    this.parser = parser;
    this.maxExponent = maxExponent;
  }

  JsonValue readDocument() {
    JsonValue value = read(parser.nextToken());
    if (parser.nextToken() != null) {
      throw problem("there is more text after the end of the JSON document");
    }
    return value;
  }

  private JsonValue read(@Nullable JsonToken token) {
    return switch (token) {
      case START_OBJECT -> readObject();
      case START_ARRAY -> readArray();
      case VALUE_STRING -> new JsonString(parser.getString());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new JsonNumber(number(parser.getDecimalValue()));
      case VALUE_TRUE -> new JsonBoolean(true);
      case VALUE_FALSE -> new JsonBoolean(false);
      case VALUE_NULL -> new JsonNull();
      case null, default -> throw problem("the JSON document is empty or ends too early");
    };
  }

  private BigDecimal number(BigDecimal value) {
    if (Math.abs((long) value.scale()) > maxExponent) {
      throw problem("a number has more than " + maxExponent + " decimal places or zeros");
    }
    return value;
  }

  private JsonObject readObject() {
    Map<String, JsonValue> members = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      if (members.put(name, read(parser.nextToken())) != null) {
        throw problem("the same member name stands twice in one object");
      }
    }
    return new JsonObject(members);
  }

  private JsonArray readArray() {
    List<JsonValue> items = new ArrayList<>();
    for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
      items.add(read(token));
    }
    return new JsonArray(items);
  }

  private JsonSyntaxException problem(String what) {
    var location = parser.currentLocation();
    return new JsonSyntaxException(what + " at line " + location.getLineNr() + ", column " + location.getColumnNr());
  }
}
