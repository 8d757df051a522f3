package dev.claudeworker.config;

import dev.claudeworker.spi.JsonValue;
import dev.claudeworker.spi.JsonValue.JsonArray;
import dev.claudeworker.spi.JsonValue.JsonBoolean;
import dev.claudeworker.spi.JsonValue.JsonNull;
import dev.claudeworker.spi.JsonValue.JsonNumber;
import dev.claudeworker.spi.JsonValue.JsonString;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/** Reads a JSON configuration file and keeps the lines. */
final class JsonTree {

  private final JsonParser parser;

  private JsonTree(JsonParser parser) {
    this.parser = parser;
  }

  static ConfigTree.Section parse(String text) throws ConfigSyntaxException {
    var constraints = StreamReadConstraints.builder().maxNestingDepth(YamlTree.MAX_DEPTH).build();
    var factory = JsonFactory.builder().streamReadConstraints(constraints).build();
    try (var parser = factory.createParser(ObjectReadContext.empty(), text)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new ConfigSyntaxException("does not begin with '{'", 1);
      }
      var section = new JsonTree(parser).section();
      if (parser.nextToken() != null) {
        throw new ConfigSyntaxException("goes on after its last '}'", parser.currentLocation().getLineNr());
      }
      return section;
    } catch (JacksonException invalid) {
      var location = invalid.getLocation();
      throw new ConfigSyntaxException("is not valid JSON", location == null ? 1 : location.getLineNr());
    }
  }

  private ConfigTree.Section section() throws ConfigSyntaxException {
    int begins = line();
    List<ConfigTree.Entry> entries = new ArrayList<>();
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      int line = line();
      entries.add(new ConfigTree.Entry(name, line, tree(parser.nextToken())));
    }
    return new ConfigTree.Section(entries, begins);
  }

  private ConfigTree tree(@Nullable JsonToken token) throws ConfigSyntaxException {
    int line = line();
    return token == JsonToken.START_OBJECT ? section() : new ConfigTree.Leaf(value(token), line);
  }

  private JsonValue value(@Nullable JsonToken token) throws ConfigSyntaxException {
    return switch (token) {
      case START_ARRAY -> array();
      case VALUE_STRING -> new JsonString(parser.getString());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new JsonNumber(parser.getDecimalValue());
      case VALUE_TRUE -> new JsonBoolean(true);
      case VALUE_FALSE -> new JsonBoolean(false);
      case VALUE_NULL -> new JsonNull();
      case null, default -> throw new ConfigSyntaxException("has a map inside of a list, or ends too early", line());
    };
  }

  private JsonArray array() throws ConfigSyntaxException {
    List<JsonValue> items = new ArrayList<>();
    for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
      items.add(value(token));
    }
    return new JsonArray(items);
  }

  private int line() {
    return parser.currentTokenLocation().getLineNr();
  }
}
