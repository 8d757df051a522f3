package dev.claudeworker.http;

import dev.claudeworker.openapi.Endpoint;
import dev.claudeworker.openapi.OpenApiDocument;
import dev.claudeworker.openapi.Operation;
import dev.claudeworker.openapi.Schema;
import dev.claudeworker.spi.JsonValue.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The route of the OpenAPI document, which is made when it is first asked for. */
final class OpenApiHandler {

  private final String version;
  private final Supplier<List<Endpoint>> endpoints;
  private volatile Optional<JsonObject> document = Optional.empty();

  OpenApiHandler(String version, Supplier<List<Endpoint>> endpoints) {
    this.version = version;
    this.endpoints = endpoints;
  }

  Route route() {
    return Route.getUnprefixed("/openapi.json", _ -> Response.ok(document()))
        .described(Operation.of("This document")
            .answers(200, "An OpenAPI 3.1 document.", Schema.anyObject("The document.")));
  }

  /** Made twice if two ask at once, which does no harm. */
  private JsonObject document() {
    JsonObject made = document.orElseGet(() -> OpenApiDocument.of(version, endpoints.get()));
    document = Optional.of(made);
    return made;
  }
}
