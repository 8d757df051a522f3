package dev.claudeworker.http;

import dev.claudeworker.security.Caller;
import dev.claudeworker.spi.JsonCodec;
import dev.claudeworker.spi.JsonValue;
import dev.claudeworker.spi.JsonValue.JsonNull;
import dev.claudeworker.spi.JsonValue.JsonString;
import dev.claudeworker.spi.tool.WorkerApi;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The REST interface for callers in this process: the same routes and checks, without a connection. */
final class InProcessApi implements WorkerApi {

  private static final byte[] NO_BODY = {};

  private final FinishedRoutes routes;
  private final JsonCodec json;
  private final Caller caller;
  private final String correlationId;

  InProcessApi(FinishedRoutes routes, JsonCodec json, Caller caller, String correlationId) {
    this.routes = routes;
    this.json = json;
    this.caller = caller;
    this.correlationId = correlationId;
  }

  @Override
  public Answer send(Request asked) throws InterruptedException {
    RouteTable table = routes.await();
    Optional<RouteTable.Found> found = table.find(asked.method(), asked.path());
    Route route = found.map(RouteTable.Found::route).orElseGet(table::fallback);
    var request = new dev.claudeworker.http.Request(asked.method(), asked.path(),
        found.map(RouteTable.Found::parameters).orElse(Map.of()), query(asked), header -> headers(asked, header),
        asked.body().map(body -> json.print(body).getBytes(StandardCharsets.UTF_8)).orElse(NO_BODY), caller,
        correlationId);
    return answer(RouteCall.answer(route, asked.method(), correlationId, () -> route.handler().handle(request)));
  }

  private static Map<String, List<String>> query(Request asked) {
    Map<String, List<String>> query = new HashMap<>();
    asked.query().forEach((name, value) -> query.put(name, List.of(value)));
    return query;
  }

  private static List<String> headers(Request asked, String name) {
    return name.equalsIgnoreCase("Idempotency-Key") ? asked.idempotencyKey().stream().toList() : List.of();
  }

  private Answer answer(Response response) {
    JsonValue document = switch (response) {
      case Response.Document known -> known.body();
      case Response.Bytes bytes -> new JsonString(new String(bytes.body(), StandardCharsets.UTF_8));
      case Response.Empty _ -> new JsonNull();
      case Response.Live _ -> Problem.of(400, "live_stream", "A live stream cannot be followed from inside the server.",
          "Ask for a page, without follow.").toJson();
    };
    return new Answer(response instanceof Response.Live ? 400 : response.status(), document);
  }
}
