package dev.claudeworker.http;

import dev.claudeworker.spi.JsonCodec;
import dev.claudeworker.spi.JsonSyntaxException;
import dev.claudeworker.spi.JsonValue.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Reads the bodies of requests: UTF-8, JSON, one object, all problems told at once. */
final class JsonBody {

  private final JsonCodec json;

  JsonBody(JsonCodec json) {
    this.json = json;
  }

  /** Reads an object; a request without a body counts as an empty one. */
  <T> T read(Request request, Function<BodyReader, T> reading) {
    return read(object(request), reading);
  }

  /** Reads an object that must be there. */
  <T> T readRequired(Request request, Function<BodyReader, T> reading) {
    if (request.body().length == 0) {
      throw bad("body_missing", "The request has no body.", "Send a JSON object.");
    }
    return read(object(request), reading);
  }

  private static <T> T read(JsonObject object, Function<BodyReader, T> reading) {
    List<FieldProblem> problems = new ArrayList<>();
    var reader = new BodyReader(object, "", problems);
    T result = reading.apply(reader);
    reader.refuseUnknown();
    if (!problems.isEmpty()) {
      throw new ProblemException(Problem.invalid(422, problems));
    }
    return result;
  }

  private JsonObject object(Request request) {
    if (request.body().length == 0) {
      return JsonObject.EMPTY;
    }
    String text = UnicodeText.decode(request.body())
        .orElseThrow(() -> bad("invalid_utf8", "The body is not valid UTF-8.", "Encode the JSON as UTF-8."));
    try {
      if (json.parse(text) instanceof JsonObject object) {
        return object;
      }
    } catch (JsonSyntaxException invalid) {
      throw bad("invalid_json", "The body cannot be read: " + invalid.getMessage() + ".", "Send one JSON object.");
    }
    throw bad("invalid_json", "The body is JSON but not an object.", "Send one JSON object.");
  }

  private static ProblemException bad(String code, String detail, String suggestion) {
    return new ProblemException(Problem.of(400, code, detail, suggestion));
  }
}
