package dev.claudeworker.http;

import dev.claudeworker.security.OwnSockets;
import dev.claudeworker.security.RequestGuard;
import dev.claudeworker.spi.JsonCodec;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.net.BindException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Listens for HTTP. The event loop only takes requests in and hands each to a virtual thread of its own. */
public final class HttpListener {

  private static final Logger log = LoggerFactory.getLogger(HttpListener.class);
  private static final String MDC_KEY = "correlation_id";

  /** Clients of a WebSocket have nothing to say. */
  private static final int MAX_CLIENT_MESSAGE = 4096;

  /** How long requests that are being answered may go on when the server stops. */
  private static final Duration STOP_GRACE = Duration.ofSeconds(2);

  private final Vertx vertx;
  private final RequestGuard guard;
  private final ConnectionOwners owners;
  private final OpenConnections connections;
  private final HttpSettings settings;
  private final Supplier<UUID> ids;
  private final LiveStreams streams;
  private final ResponseWriter writer;
  private final BrokenRequests broken;
  private final Router router;
  private final ExecutorService requests =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("request-", 0).factory());
  private final Set<Thread> streaming = ConcurrentHashMap.newKeySet();
  private volatile Optional<HttpServer> listening = Optional.empty();

  /** Wires the listener; nothing listens before {@link #listen}. */
  public HttpListener(
      Vertx vertx, RouteTable routes, RequestGuard guard, OwnSockets sockets, HttpSettings settings, JsonCodec json,
      Supplier<UUID> ids) {
    this.vertx = vertx;
    this.guard = guard;
    this.owners = new ConnectionOwners(sockets);
    this.connections = new OpenConnections(vertx, settings, owners);
    this.settings = settings;
    this.ids = ids;
    this.streams = new LiveStreams(json, settings);
    this.writer = new ResponseWriter(json, settings, streams);
    this.broken = new BrokenRequests(json, settings.maxHeaderBytes());
    this.router = router(routes);
  }

  private Router router(RouteTable routes) {
    var built = Router.router(vertx);
    if (!settings.allowedOrigins().isEmpty()) {
      built.route().handler(new AllowedPages(settings.allowedOrigins()));
    }
    for (Route route : routes.routes()) {
      io.vertx.ext.web.Route line = built.route(HttpMethod.valueOf(route.method()), route.vertxPath());
      if (route.method().equals("GET")) {
        line.method(HttpMethod.HEAD);
      }
      line.handler(context -> accept(context, route));
    }
    Route fallback = routes.fallback();
    built.route().handler(context -> accept(context, fallback));
    return built;
  }

  /**
   * Begins to listen.
   *
   * @param host the address
   * @param port the port, 0 = any free one
   * @return the port
   * @throws IOException if it cannot be bound
   * @throws InterruptedException if the waiting thread is interrupted
   */
  public int listen(String host, int port) throws IOException, InterruptedException {
    var options = new HttpServerOptions()
        .setHost(host)
        .setPort(port)
        .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
        .setIdleTimeout(Math.toIntExact(settings.idleTimeout().toMillis()))
        .setSendBufferSize(settings.sendBufferBytes())
        .setMaxHeaderSize(settings.maxHeaderBytes())
        .setMaxInitialLineLength(settings.maxHeaderBytes())
        .setMaxWebSocketFrameSize(MAX_CLIENT_MESSAGE)
        .setMaxWebSocketMessageSize(MAX_CLIENT_MESSAGE)
        .setHttp2ClearTextEnabled(false)
        .setReuseAddress(true);
    HttpServer server = vertx.createHttpServer(options)
        .connectionHandler(connections::opened)
        .invalidRequestHandler(broken::refuse)
        .requestHandler(router);
    try {
      server.listen().toCompletionStage().toCompletableFuture().get();
    } catch (ExecutionException failed) {
      throw new IOException("cannot listen on " + host + ":" + port + ": " + reason(failed), failed);
    }
    listening = Optional.of(server);
    return server.actualPort();
  }

  private static String reason(ExecutionException failed) {
    Throwable cause = failed.getCause();
    return cause instanceof BindException
        ? "the port is taken; choose another one with --port, 0 for any, or add --auto-port"
        : String.valueOf(cause);
  }

  /** Runs on an event loop: take the request in, hand it over. */
  private void accept(RoutingContext routing, Route route) {
    HttpServerRequest request = routing.request();
    if (Head.hasBody(request) || Head.asksForWebSocket(request)) {
      // It is taken in once the request is admitted; without a body there is nothing to hold back.
      request.pause();
    }
    connections.begun(request.connection());
    routing.addEndHandler(_ -> connections.answered(request.connection()));
    Context eventLoop = vertx.getOrCreateContext();
    String correlationId =
        CorrelationId.of(Optional.ofNullable(request.getHeader(CorrelationId.HEADER)), ids);
    var exchange = new Exchange(routing, eventLoop, route, settings, correlationId);
    requests.execute(() -> serve(exchange, routing, eventLoop, correlationId));
  }

  private void serve(Exchange exchange, RoutingContext routing, Context eventLoop, String correlationId) {
    MDC.put(MDC_KEY, correlationId);
    try {
      Response response = exchange.answer(guard, owners);
      if (response instanceof Response.Live) {
        streaming.add(Thread.currentThread());
      }
      logAnswer(routing.request().method(), exchange.shownPath(), response);
      writer.write(routing.request(), eventLoop, correlationId, response);
    } catch (InterruptedException _) {
      log.debug("{} {} was interrupted", routing.request().method(), routing.request().path());
    } finally {
      streaming.remove(Thread.currentThread());
      MDC.remove(MDC_KEY);
    }
  }

  /** What changes something is worth a line; looking is not. */
  private static void logAnswer(HttpMethod method, String path, Response response) {
    if (method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD)) {
      log.debug("{} {}: {}", method, path, response.status());
    } else {
      log.info("{} {}: {}", method, path, response.status());
    }
  }

  /** Takes no more connections, ends live streams, and lets requests that are being answered finish for a moment. */
  public void stop() throws InterruptedException {
    requests.shutdown();
    streaming.forEach(Thread::interrupt);
    if (!requests.awaitTermination(STOP_GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
      requests.shutdownNow();
    }
    Optional<HttpServer> server = listening;
    listening = Optional.empty();
    if (server.isPresent()) {
      try {
        server.get()
            .close()
            .toCompletionStage()
            .toCompletableFuture()
            .get(STOP_GRACE.toMillis(), TimeUnit.MILLISECONDS);
      } catch (ExecutionException | TimeoutException failed) {
        log.warn("closing the port failed: {}", failed.toString());
      }
    }
  }
}
