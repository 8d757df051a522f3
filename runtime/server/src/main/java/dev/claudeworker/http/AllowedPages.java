package dev.claudeworker.http;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.CorsHandler;
import java.util.Optional;
import java.util.Set;

/**
 * Lets browsers hand answers to pages of {@code server.allowed_origins}, which they do not without being told. Requests of all
 * other origins go on as they are and are refused by the guard.
 */
final class AllowedPages implements Handler<RoutingContext> {

  private final Set<String> origins;
  private final CorsHandler cors;

  AllowedPages(Set<String> origins) {
    this.origins = origins;
    this.cors = CorsHandler.create()
        .allowedMethods(Set.of(HttpMethod.GET, HttpMethod.POST, HttpMethod.PATCH, HttpMethod.DELETE))
        .allowedHeaders(Set.of("Authorization", "X-API-Token", "Content-Type", "Idempotency-Key", "If-Match",
            "Last-Event-ID", McpHeaders.VERSION, McpHeaders.METHOD, McpHeaders.NAME, McpHandlers.SESSION,
            CorrelationId.HEADER))
        .exposedHeaders(Set.of("ETag", "Location", "Allow", McpHandlers.SESSION, CorrelationId.HEADER));
    origins.forEach(cors::addOrigin);
  }

  @Override
  public void handle(RoutingContext routing) {
    boolean allowed =
        Optional.ofNullable(routing.request().getHeader("Origin")).filter(origins::contains).isPresent();
    if (allowed) {
      cors.handle(routing);
    } else {
      routing.next();
    }
  }
}
