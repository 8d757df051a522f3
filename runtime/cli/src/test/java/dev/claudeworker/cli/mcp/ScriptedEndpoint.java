package dev.claudeworker.cli.mcp;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** A server of the protocol whose answers a test writes. */
final class ScriptedEndpoint implements AutoCloseable {

  final List<Received> received = new CopyOnWriteArrayList<>();
  private final HttpServer server;

  /** A message as it arrived. */
  record Received(String method, String body, Optional<String> session, Optional<String> name, String directory) {}

  /** Writes the answer to a message. */
  @FunctionalInterface
  interface Script {
    void answer(HttpExchange exchange, Received message) throws IOException;
  }

  ScriptedEndpoint(Script script) throws IOException {
    this(0, script);
  }

  ScriptedEndpoint(int port, Script script) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/mcp", exchange -> {
      try (exchange) {
        var message = new Received(exchange.getRequestMethod(),
            new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
            header(exchange, "Mcp-Session-Id"), header(exchange, "Mcp-Name"),
            header(exchange, "Claude-Worker-Directory").orElse(""));
        received.add(message);
        script.answer(exchange, message);
      }
    });
    server.start();
  }

  private static Optional<String> header(HttpExchange exchange, String name) {
    return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name));
  }

  static void json(HttpExchange exchange, int status, String body) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  static void events(HttpExchange exchange, String... messages) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    for (String message : messages) {
      exchange.getResponseBody()
          .write((": alive\n\nevent: message\ndata: " + message + "\n\n")
              .getBytes(StandardCharsets.UTF_8));
    }
  }

  String url() {
    return "http://127.0.0.1:" + port();
  }

  int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
