package dev.claudeworker.openapi;

import dev.claudeworker.json.ObjectBuilder;
import dev.claudeworker.spi.JsonValue;
import dev.claudeworker.spi.JsonValue.JsonArray;
import dev.claudeworker.spi.JsonValue.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Puts the OpenAPI document together from the routes. */
public final class OpenApiDocument {

  private static final String PROBLEM_RESPONSE = "Problem";
  private static final String INTRODUCTION =
      "Background tasks of Claude Code: submit, watch, control. Every failure is a "
          + "problem document (RFC 9457) with a stable code and a suggestion. Every answer carries X-Correlation-Id: the one "
          + "that the request brought, or a new one.";

  private final List<Endpoint> endpoints;
  private final SortedMap<String, Schema> named = new TreeMap<>();

  private OpenApiDocument(List<Endpoint> endpoints) {
    this.endpoints = endpoints;
  }

  /**
   * Makes the document.
   *
   * @param version version of the program
   * @param endpoints all routes
   * @return an OpenAPI 3.1 document
   */
  public static JsonObject of(String version, List<Endpoint> endpoints) {
    return new OpenApiDocument(endpoints).document(version);
  }

  private JsonObject document(String version) {
    JsonObject paths = paths();
    collect(Problems.SCHEMA);
    return new ObjectBuilder()
        .put("openapi", "3.1.0")
        .put("info", new ObjectBuilder()
            .put("title", "claude-worker")
            .put("version", version)
            .put("description", INTRODUCTION)
            .build())
        .put("security", List.of(
            JsonObject.EMPTY.with("bearer", new JsonArray(List.of())),
            JsonObject.EMPTY.with("token", new JsonArray(List.of())),
            JsonObject.EMPTY))
        .put("paths", paths)
        .put("components", components())
        .build();
  }

  private JsonObject paths() {
    Map<String, ObjectBuilder> byPath = new LinkedHashMap<>();
    for (Endpoint endpoint : endpoints) {
      byPath.computeIfAbsent(endpoint.path(), _ -> new ObjectBuilder())
          .put(endpoint.method().toLowerCase(Locale.ROOT), operation(endpoint));
    }
    var paths = new ObjectBuilder();
    byPath.forEach((path, methods) -> paths.put(path, methods.build()));
    return paths.build();
  }

  private JsonObject operation(Endpoint endpoint) {
    Operation operation = endpoint.operation();
    var document = new ObjectBuilder().put("operationId", id(endpoint)).put("summary", operation.summary());
    if (!operation.detail().isEmpty()) {
      document.put("description", operation.detail());
    }
    if (endpoint.open()) {
      document.put("security", List.of());
    }
    List<Parameter> parameters = endpoint.parameters();
    parameters.forEach(parameter -> collect(parameter.schema()));
    document.put("parameters", parameters.stream().map(Parameter::toJson).toList());
    operation.body()
        .ifPresent(schema -> document.put("requestBody", new ObjectBuilder()
            .put("required", operation.bodyRequired())
            .put("content", content("application/json", schema))
            .build()));
    return document.put("responses", responses(operation)).build();
  }

  /** For example {@code postTasksIdCancel}. */
  private static String id(Endpoint endpoint) {
    var id = new StringBuilder(endpoint.method().toLowerCase(Locale.ROOT));
    for (String part : endpoint.path().replaceFirst("^/api/v1", "").split("[^A-Za-z0-9]+")) {
      if (!part.isEmpty()) {
        id.append(part.substring(0, 1).toUpperCase(Locale.ROOT)).append(part.substring(1));
      }
    }
    return id.toString();
  }

  private JsonObject responses(Operation operation) {
    Map<Integer, List<Answer>> byStatus =
        operation.answers().stream().collect(Collectors.groupingBy(Answer::status, TreeMap::new, Collectors.toList()));
    var responses = new ObjectBuilder();
    byStatus.forEach((status, answers) -> responses.put(String.valueOf(status), response(answers)));
    return responses
        .put("default", new ObjectBuilder().put("$ref", "#/components/responses/" + PROBLEM_RESPONSE).build())
        .build();
  }

  private JsonObject response(List<Answer> answers) {
    var content = new ObjectBuilder();
    List<String> described = new ArrayList<>();
    for (Answer answer : answers) {
      described.add(answer.description());
      answer.schema().ifPresent(schema -> content.put(answer.contentType(), media(schema)));
    }
    var response = new ObjectBuilder().put("description", String.join(" ", described));
    JsonObject bodies = content.build();
    return bodies.members().isEmpty() ? response.build() : response.put("content", bodies).build();
  }

  private JsonObject content(String type, Schema schema) {
    return JsonObject.EMPTY.with(type, media(schema));
  }

  private JsonValue media(Schema schema) {
    collect(schema);
    return JsonObject.EMPTY.with("schema", schema.reference());
  }

  private void collect(Schema schema) {
    schema.name().ifPresent(name -> {
      Schema other = named.put(name, schema);
      if (other != null && !other.definition().equals(schema.definition())) {
        throw new IllegalStateException("two schemas are called " + name);
      }
    });
    schema.parts().forEach(this::collect);
  }

  private JsonObject components() {
    var schemas = new ObjectBuilder();
    named.forEach((name, schema) -> schemas.put(name, schema.definition()));
    return new ObjectBuilder()
        .put("schemas", schemas.build())
        .put("responses", JsonObject.EMPTY.with(PROBLEM_RESPONSE, new ObjectBuilder()
            .put("description", "Something went wrong: see `code`, `detail` and `suggestion`.")
            .put("content", content("application/problem+json", Problems.SCHEMA))
            .build()))
        .put("securitySchemes", new ObjectBuilder()
            .put("bearer", new ObjectBuilder().put("type", "http").put("scheme", "bearer").build())
            .put("token", new ObjectBuilder().put("type", "apiKey")
                .put("in", "header")
                .put("name", "X-API-Token")
                .build())
            .build())
        .build();
  }
}
