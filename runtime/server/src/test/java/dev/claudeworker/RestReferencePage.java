package dev.claudeworker;

import dev.claudeworker.spi.JsonValue;
import dev.claudeworker.spi.JsonValue.JsonArray;
import dev.claudeworker.spi.JsonValue.JsonBoolean;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.JsonValue.JsonString;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes the OpenAPI document as a page for people. */
final class RestReferencePage {

  private static final String INTRODUCTION =
      """
          # REST reference

          Made from the OpenAPI document that every server has at `/openapi.json`; a test holds this page against it. Do not edit
          it: run `RestReferenceIT` with `-Drest.reference.write=true`.

          ## Rules

          - The base is `http://127.0.0.1:8000` unless you chose another host or port. Bodies are JSON in UTF-8, sent with
            `Content-Type: application/json`.
          - A program of your own user on the same machine needs no token. Everybody else sends the content of the file `token` in
            the server's home as `Authorization: Bearer <token>` or `X-API-Token: <token>`. A token in the address is not
            accepted. `/health` alone is open to all.
          - `Host` must be a name of the server (`server.allowed_hosts`), `Origin` its own or one of `server.allowed_origins`.
          - Times are RFC 3339 in UTC, durations seconds, money US dollars. A field or parameter that is not listed here is refused
            by name. New members may be added to answers.
          - Failures are problem documents (RFC 9457) with a stable `code`, a `detail` and a `suggestion`; `errors` names every
            place of the request that is wrong. Beside the codes listed below every route can answer 400, 401, 403, 408, 413, 414,
            415, 422, 431, 500 and 503.
          - `X-Correlation-Id` (1 to 128 of `A-Za-z0-9._:-`) is accepted, or made anew, and given back. It stands in the server's
            log lines, in the task and its events, and in the child's environment as `CLAUDE_WORKER_CORRELATION_ID`.
          - `HEAD` is answered wherever `GET` is, `OPTIONS` tells the methods of a path.

          ## Live streams

          `GET /api/v1/events`, `GET /api/v1/tasks/{id}/events?follow` and `GET /api/v1/tasks/{id}/logs?follow` send server-sent
          events, or messages of a WebSocket to a client that asks for one (`Upgrade: websocket`). Each event has a position; a
          client that comes again with it in `Last-Event-ID` or `?after` misses nothing. A position that was removed is answered
          with 410 and `resync`: load what you show anew, and follow from its `head`. When nothing happens, a sign of life comes
          every `server.stream_keep_alive`; of filtered streams it carries the newest position. At most `server.max_streams` are
          open; a further one is answered with 503. A reader that takes nothing for `server.stream_write_timeout` is dropped, and
          the server's log says so; a WebSocket is closed with 1013.
          """;

  private final JsonObject document;
  private final StringBuilder page = new StringBuilder(INTRODUCTION);

  private RestReferencePage(JsonObject document) {
    this.document = document;
  }

  static String of(JsonObject document) {
    var made = new RestReferencePage(document);
    made.writeRoutes();
    made.writeShapes();
    return made.page.toString();
  }

  private void writeRoutes() {
    Map<String, StringBuilder> groups = new LinkedHashMap<>();
    object(document, "paths").members()
        .forEach((path, methods) -> ((JsonObject) methods).members()
            .forEach((method, operation) -> groups.computeIfAbsent(group(path), _ -> new StringBuilder())
                .append(route(method.toUpperCase(Locale.ROOT) + " " + path, (JsonObject) operation))));
    groups.forEach((name, routes) -> page.append("\n## ").append(name).append('\n').append(routes));
  }

  private static String group(String path) {
    if (!path.startsWith("/api/")) {
      return "Monitoring and tools";
    }
    String first = path.split("/")[3];
    return first.substring(0, 1).toUpperCase(Locale.ROOT) + first.substring(1);
  }

  private String route(String title, JsonObject operation) {
    var text = new StringBuilder("\n### `" + title + "`\n\n" + text(operation, "summary") + ".");
    operation.text("description").ifPresent(detail -> text.append(' ').append(detail));
    text.append('\n');
    List<JsonObject> parameters = objects(operation, "parameters");
    if (!parameters.isEmpty()) {
      text.append("\n| parameter | in | type | meaning |\n|---|---|---|---|\n");
      parameters.forEach(parameter -> text.append("| `")
          .append(text(parameter, "name"))
          .append("` | ")
          .append(text(parameter, "in"))
          .append(" | ")
          .append(type(object(parameter, "schema")))
          .append(" | ")
          .append(cell(text(parameter, "description")))
          .append(" |\n"));
    }
    operation.get("requestBody").map(JsonObject.class::cast).ifPresent(body -> writeBody(body, text));
    writeAnswers(object(operation, "responses"), text);
    return text.toString();
  }

  private static void writeBody(JsonObject body, StringBuilder text) {
    boolean required = body.get("required").equals(Optional.of(new JsonBoolean(true)));
    JsonObject schema = object(object(object(body, "content"), "application/json"), "schema");
    text.append("\nBody").append(required ? "" : " (may be left out)").append(": ").append(type(schema)).append(".\n");
    schema.get("properties").ifPresent(_ -> text.append('\n').append(members(schema)));
  }

  private static void writeAnswers(JsonObject responses, StringBuilder text) {
    text.append("\n| answer | body | when |\n|---|---|---|\n");
    responses.members().forEach((status, response) -> {
      if (!status.equals("default")) {
        String bodies = ((JsonObject) response).get("content")
            .map(content -> ((JsonObject) content).members()
                .values()
                .stream()
                .map(media -> type(object((JsonObject) media, "schema")))
                .distinct()
                .collect(Collectors.joining(", ")))
            .orElse("none");
        text.append("| ")
            .append(status)
            .append(" | ")
            .append(bodies)
            .append(" | ")
            .append(cell(text((JsonObject) response, "description")))
            .append(" |\n");
      }
    });
  }

  private void writeShapes() {
    page.append("\n## Shapes\n");
    object(object(document, "components"), "schemas").members()
        .forEach((name, schema) -> page.append("\n### ")
            .append(name)
            .append("\n\n")
            .append(text((JsonObject) schema, "description"))
            .append("\n\n")
            .append(members((JsonObject) schema)));
  }

  private static String members(JsonObject schema) {
    List<String> required = schema.get("required").map(RestReferencePage::texts).orElse(List.of());
    var table = new StringBuilder("| member | type | meaning |\n|---|---|---|\n");
    object(schema, "properties").members()
        .forEach((name, member) -> table.append("| `")
            .append(name)
            .append('`')
            .append(required.contains(name) ? "" : " (optional)")
            .append(" | ")
            .append(type((JsonObject) member))
            .append(" | ")
            .append(cell(((JsonObject) member).text("description").orElse("")))
            .append(" |\n"));
    return table.toString();
  }

  private static String type(JsonObject schema) {
    Optional<String> reference = schema.text("$ref").map(place -> place.substring(place.lastIndexOf('/') + 1));
    if (reference.isPresent()) {
      return "[" + reference.get() + "](#" + reference.get().toLowerCase(Locale.ROOT) + ")";
    }
    if (schema.get("anyOf").isPresent()) {
      return objects(schema, "anyOf").stream()
          .map(RestReferencePage::type)
          .distinct()
          .collect(Collectors.joining(" or "));
    }
    if (schema.get("enum").isPresent()) {
      return texts(schema.get("enum").get()).stream().map(word -> "`" + word + "`").collect(Collectors.joining(", "));
    }
    String type = schema.get("type")
        .map(RestReferencePage::texts)
        .orElse(List.of("any"))
        .stream()
        .collect(Collectors.joining(" or "));
    if (schema.get("items").isPresent()) {
      return type + " of " + type(object(schema, "items"));
    }
    return schema.get("additionalProperties").filter(JsonObject.class::isInstance).isPresent()
        ? type + " of " + type(object(schema, "additionalProperties"))
        : schema.text("format").map(format -> type.replace("string", format)).orElse(type);
  }

  private static String cell(String text) {
    return text.replace("|", "\\|");
  }

  private static String text(JsonObject parent, String name) {
    return parent.text(name).orElse("");
  }

  private static List<String> texts(JsonValue value) {
    return value instanceof JsonArray(List<JsonValue> items)
        ? items.stream().map(item -> ((JsonString) item).text()).toList()
        : List.of(((JsonString) value).text());
  }

  private static List<JsonObject> objects(JsonObject parent, String name) {
    return ((JsonArray) parent.get(name).orElse(new JsonArray(List.of()))).items()
        .stream()
        .map(JsonObject.class::cast)
        .toList();
  }

  private static JsonObject object(JsonObject parent, String name) {
    return (JsonObject) parent.get(name).orElse(JsonObject.EMPTY);
  }
}
