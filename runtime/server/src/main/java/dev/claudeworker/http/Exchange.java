package dev.claudeworker.http;

import dev.claudeworker.security.Caller;
import dev.claudeworker.security.RequestGuard;
import dev.claudeworker.security.Verdict;
import io.vertx.core.Context;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One request from its head to the response, straight through on a virtual thread. */
final class Exchange {

  private static final byte[] NO_BODY = {};

  private final RoutingContext routing;
  private final Context eventLoop;
  private final Route route;
  private final HttpSettings settings;
  private final String correlationId;
  private final Head head;

  /** Call it on the request's event loop. */
  Exchange(RoutingContext routing, Context eventLoop, Route route, HttpSettings settings, String correlationId) {
    this.routing = routing;
    this.eventLoop = eventLoop;
    this.route = route;
    this.settings = settings;
    this.correlationId = correlationId;
    this.head = new Head(routing.request());
  }

  /** Works out the answer; never throws for what a client can do. */
  Response answer(RequestGuard guard, ConnectionOwners owners) throws InterruptedException {
    return RouteCall.answer(route, request().method().name(), correlationId, () -> admitted(guard, owners));
  }

  private Response admitted(RequestGuard guard, ConnectionOwners owners) throws Exception {
    if (!head.targetIsPath()) {
      throw new ProblemException(Problem.of(400, "not_a_path", "The request names a whole address instead of a path.",
          "Send the path in the request line and the host in the Host header; this server is no proxy."));
    }
    var facts = head.facts(route.access() == Access.OPEN, () -> owners.isOwn(request().connection()));
    return switch (guard.judge(facts)) {
      case Verdict.Refused(var refusal) -> refused(Problem.of(
          refusal.status(), refusal.code(), refusal.detail(), refusal.suggestion()));
      case Verdict.Admitted(Caller caller) -> route.handler().handle(read(caller));
    };
  }

  /** The path for the log: not as it came, since a stranger may have written anything into it, a token by mistake among it. */
  String shownPath() {
    String id = routing.pathParam("id");
    return id != null && id.matches("[0-9]{1,18}") ? route.path().replace("{id}", id) : route.path();
  }

  private static Response refused(Problem problem) {
    Response.Document document = Response.problem(problem);
    return problem.status() == 401 ? document.withHeader("WWW-Authenticate", "Bearer realm=\"claude-worker\"")
        : document;
  }

  private Request read(Caller caller) throws InterruptedException {
    Map<String, List<String>> query = new HashMap<>();
    routing.queryParams().names().forEach(name -> query.put(name, routing.queryParams().getAll(name)));
    return new Request(request().method().name(), routing.normalizedPath(), routing.pathParams(), query, head::all,
        body(),
        caller, correlationId);
  }

  private byte[] body() throws InterruptedException {
    if (!head.hasBody()) {
      return NO_BODY;
    }
    if (head.contentLength().orElse(0L) > settings.maxBodyBytes()) {
      throw new ProblemException(BodyCollector.tooLarge(settings.maxBodyBytes()));
    }
    var collected = new CompletableFuture<byte[]>();
    eventLoop.runOnContext(_ -> {
      if (head.expectsContinue()) {
        routing.response().writeContinue();
      }
      BodyCollector.start(request(), settings.maxBodyBytes(), collected);
    });
    return await(collected, settings.requestTimeout());
  }

  private static byte[] await(CompletableFuture<byte[]> body, Duration atMost) throws InterruptedException {
    try {
      return body.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException _) {
      throw new ProblemException(Problem.of(408, "request_timeout",
          "The request body did not arrive within " + atMost.toSeconds() + " s (server.request_timeout).",
          "Send it faster or in smaller parts."));
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof ProblemException problem) {
        throw problem;
      }
      throw new ProblemException(
          Problem.of(400, "request_broken", "The connection ended before the request was complete.",
              "Send the request again."));
    }
  }

  private HttpServerRequest request() {
    return routing.request();
  }
}
