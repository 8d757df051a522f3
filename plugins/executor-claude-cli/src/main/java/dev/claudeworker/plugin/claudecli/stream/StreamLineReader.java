package dev.claudeworker.plugin.claudecli.stream;

import dev.claudeworker.spi.JsonValue;
import dev.claudeworker.spi.JsonValue.JsonArray;
import dev.claudeworker.spi.JsonValue.JsonBoolean;
import dev.claudeworker.spi.JsonValue.JsonNull;
import dev.claudeworker.spi.JsonValue.JsonNumber;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.JsonValue.JsonString;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.json.JsonFactory;

/** Reads output line by line; a line that is not JSON disturbs no other line. Used by one thread. */
final class StreamLineReader {

  private static final JsonFactory JSON = JsonFactory.builder()
      .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
      .build();

  private final LineSplitter lines;
  private final Fields fields;

  StreamLineReader(InputStream in, int maxStringBytes, Fields fields) {
    this.lines = new LineSplitter(in, maxStringBytes);
    this.fields = fields;
  }

  /** The next line, waiting for it; empty when the output has ended. */
  Optional<StreamLine> next() throws IOException {
    if (!lines.next()) {
      return Optional.empty();
    }
    LineSplitter.Line line = lines.line();
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), line)) {
      if (parser.nextToken() == JsonToken.START_OBJECT) {
        JsonObject value = object(parser, fields);
        if (parser.nextToken() == null) {
          return Optional.of(new StreamLine.Json(value, line.dropped()));
        }
      }
    } catch (JacksonIOException e) {
      throw e.getCause();
    } catch (JacksonException e) {
      // falls through: what the line is instead does not matter, only how it begins
    }
    return Optional.of(new StreamLine.NotJson(CleanText.of(line.head()), line.length()));
  }

  private static JsonObject object(JsonParser parser, Fields wanted) {
    Map<String, JsonValue> members = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      JsonToken token = parser.nextToken();
      if (wanted.wants(name)) {
        members.put(name, value(parser, token, wanted.inside(name)));
      } else {
        parser.skipChildren();
      }
    }
    return new JsonObject(members);
  }

  private static JsonArray array(JsonParser parser, Fields wanted) {
    List<JsonValue> items = new ArrayList<>();
    for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
      items.add(value(parser, token, wanted));
    }
    return new JsonArray(items);
  }

  private static JsonValue value(JsonParser parser, JsonToken token, Fields wanted) {
    return switch (token) {
      case START_OBJECT -> object(parser, wanted);
      case START_ARRAY -> array(parser, wanted);
      case VALUE_STRING -> new JsonString(CleanText.of(parser.getString()));
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new JsonNumber(parser.getDecimalValue());
      case VALUE_TRUE -> new JsonBoolean(true);
      case VALUE_FALSE -> new JsonBoolean(false);
      default -> new JsonNull();
    };
  }
}
