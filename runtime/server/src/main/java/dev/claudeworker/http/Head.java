package dev.claudeworker.http;

import dev.claudeworker.security.RequestFacts;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** What the head of a request says. */
final class Head {

  private static final List<String> FORWARDING_HEADERS =
      List.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Via");

  private final HttpServerRequest request;

  Head(HttpServerRequest request) {
    this.request = request;
  }

  List<String> all(String header) {
    return request.headers().getAll(header);
  }

  Optional<String> first(String header) {
    return Optional.ofNullable(request.getHeader(header));
  }

  /** Announced length of the body, empty if there is none or it comes in chunks. */
  Optional<Long> contentLength() {
    return first("Content-Length").filter(text -> text.matches("[0-9]{1,18}")).map(Long::parseLong);
  }

  boolean hasBody() {
    return first("Transfer-Encoding").isPresent() || contentLength().orElse(0L) > 0;
  }

  static boolean hasBody(HttpServerRequest request) {
    return new Head(request).hasBody();
  }

  static boolean asksForWebSocket(HttpServerRequest request) {
    return new Head(request).first("Upgrade").filter(text -> text.equalsIgnoreCase("websocket")).isPresent();
  }

  /** A target such as {@code http://host/path} is for proxies, and would name a host beside the one that is checked. */
  boolean targetIsPath() {
    return request.uri().startsWith("/");
  }

  boolean expectsContinue() {
    return first("Expect").filter(text -> text.equalsIgnoreCase("100-continue")).isPresent();
  }

  RequestFacts facts(boolean open, BooleanSupplier ownUser) {
    return new RequestFacts(
        request.method().name(),
        open,
        all("Host"),
        all("Origin"),
        request.headers().names().stream().anyMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("sec-fetch-")),
        FORWARDING_HEADERS.stream().anyMatch(name -> !all(name).isEmpty()),
        mediaType(),
        hasBody(),
        all("Authorization"),
        all("X-API-Token"),
        request.localAddress().hostAddress(),
        ownUser);
  }

  private Optional<String> mediaType() {
    return first("Content-Type").flatMap(text -> Stream.of(text.split(";")).findFirst())
        .map(type -> type.strip().toLowerCase(Locale.ROOT));
  }
}
