package dev.claudeworker;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.claudeworker.json.JacksonJsonCodec;
import dev.claudeworker.spi.JsonValue;
import dev.claudeworker.spi.JsonValue.JsonArray;
import dev.claudeworker.spi.JsonValue.JsonBoolean;
import dev.claudeworker.spi.JsonValue.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Holds requests that were accepted and all answers against the OpenAPI document; members it does not know are refused. */
final class OpenApiCheck {

  private static final JacksonJsonCodec JSON = new JacksonJsonCodec();

  private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
  private final Map<JsonObject, Schema> schemas = new ConcurrentHashMap<>();
  private final JsonObject document;
  private final JsonValue components;

  OpenApiCheck(JsonObject document) {
    this.document = document;
    this.components = strict(document.get("components").orElseThrow());
  }

  /** Fails if an answer, or the request that led to it, is not as the document says. */
  void check(String method, String path, String sent, RestClient.Answer answer) {
    Optional<JsonObject> operation = operation(method, path);
    if (operation.isEmpty()) {
      return; // a path or a method that is not there: the answer is a problem, and tests look at it
    }
    String type = answer.header("Content-Type").orElse("");
    JsonObject response = response(operation.get(), answer, method + " " + path);
    JsonObject contents = object(response, "content").orElse(JsonObject.EMPTY);
    if (type.isEmpty() && answer.text().isEmpty()) {
      return;
    }
    JsonObject media = object(contents, type).orElseThrow(() -> new AssertionError(
        method + " " + path + " answered " + answer.status() + " with the undescribed type " + type));
    if (type.endsWith("json")) {
      validate(object(media, "schema").orElseThrow(), answer.text(), method + " " + path + " answered");
    }
    if (answer.status() < 300 && !sent.isEmpty()) {
      JsonObject body = object(operation.get(), "requestBody").flatMap(sending -> object(sending, "content"))
          .flatMap(content -> object(content, "application/json"))
          .flatMap(json -> object(json, "schema"))
          .orElseThrow(() -> new AssertionError(method + " " + path + " accepted a body that is not described"));
      validate(body, sent, method + " " + path + " accepted");
    }
  }

  /** The operation of a path as clients send it. */
  private Optional<JsonObject> operation(String method, String path) {
    String plain = path.replaceFirst("\\?.*", "");
    return object(document, "paths").orElseThrow()
        .members()
        .entrySet()
        .stream()
        .filter(entry -> plain.matches(entry.getKey().replaceAll("\\{[a-z_]+}", "[^/]+").replace(".", "\\.")))
        .flatMap(entry -> object((JsonObject) entry.getValue(), method.toLowerCase(java.util.Locale.ROOT)).stream())
        .findFirst();
  }

  private JsonObject response(JsonObject operation, RestClient.Answer answer, String request) {
    JsonObject responses = object(operation, "responses").orElseThrow();
    Optional<JsonObject> own = object(responses, String.valueOf(answer.status()));
    if (own.isEmpty() && answer.status() < 400) {
      throw new AssertionError(request + " answered with the undescribed status " + answer.status());
    }
    return own.orElseGet(() -> object(object(object(document, "components").orElseThrow(), "responses").orElseThrow(),
        "Problem").orElseThrow());
  }

  private void validate(JsonObject schema, String text, String what) {
    List<Error> errors = schemas.computeIfAbsent(schema, this::compile).validate(text, InputFormat.JSON);
    if (!errors.isEmpty()) {
      throw new AssertionError(what + " what the OpenAPI document does not describe: " + errors + "\n" + text);
    }
  }

  private Schema compile(JsonObject schema) {
    JsonObject whole = ((JsonObject) strict(schema)).with("components", components);
    return registry.getSchema(JSON.print(whole), InputFormat.JSON);
  }

  /** The same schema without room for members that it does not name: documents may grow, but not unnoticed. */
  private static JsonValue strict(JsonValue value) {
    return switch (value) {
      case JsonObject object -> {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        object.members().forEach((name, member) -> members.put(name, strict(member)));
        boolean closes = members.get("properties") instanceof JsonObject && members.containsKey("type")
            && !members.containsKey("additionalProperties");
        if (closes) {
          members.put("additionalProperties", new JsonBoolean(false));
        }
        yield new JsonObject(members);
      }
      case JsonArray(List<JsonValue> items) -> new JsonArray(items.stream().map(OpenApiCheck::strict).toList());
      default -> value;
    };
  }

  private static Optional<JsonObject> object(JsonObject parent, String name) {
    return parent.get(name).map(JsonObject.class::cast);
  }
}
