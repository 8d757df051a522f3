package dev.claudeworker.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.claudeworker.cli.client.Json;
import dev.claudeworker.spi.JsonValue.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A server that answers what a test tells it to, and remembers what it was asked. */
public final class StubServer implements AutoCloseable {

  /** What was asked. */
  public record Asked(String method, String path, Map<String, List<String>> headers, String body) {

    JsonObject json() {
      return (JsonObject) Json.parse(body);
    }
  }

  private record Answer(int status, byte[] body) {}

  private final HttpServer server;
  private final Map<String, List<Answer>> answers = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> counts = new ConcurrentHashMap<>();
  public final List<Asked> asked = new CopyOnWriteArrayList<>();

  public StubServer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
  }

  public int port() {
    return server.getAddress().getPort();
  }

  public String url() {
    return "http://127.0.0.1:" + port();
  }

  /** Answers a request, given as method and path with query; several answers are given in turn, the last one for ever. */
  public StubServer on(String request, String... documents) {
    answers.put(request, List.of(documents).stream().map(text -> new Answer(200, bytes(text))).toList());
    return this;
  }

  /** Answers with documents in turn, and from then on fails. */
  public StubServer thenFail(String request, int status, String problem, String... documents) {
    Stream<Answer> good = Stream.of(documents).map(text -> new Answer(200, bytes(text)));
    answers.put(request, Stream.concat(good, Stream.of(new Answer(status, bytes(problem)))).toList());
    return this;
  }

  public StubServer fail(String request, int status, String document) {
    answers.put(request, List.of(new Answer(status, bytes(document))));
    return this;
  }

  /** The only request of this method. */
  public Asked only(String method) {
    List<Asked> found = asked.stream().filter(request -> request.method().equals(method)).toList();
    if (found.size() != 1) {
      throw new AssertionError("expected one " + method + " but got " + asked);
    }
    return found.getFirst();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    asked.add(new Asked(
        exchange.getRequestMethod(), exchange.getRequestURI().toString(), Map.copyOf(exchange.getRequestHeaders()),
        body));
    List<Answer> known = answers.getOrDefault(request, List.of(new Answer(404, bytes(
        "{'code':'not_found','detail':'The stub knows no " + request + ".','suggestion':'Teach it.'}"))));
    int turn = counts.computeIfAbsent(request, _ -> new AtomicInteger()).getAndIncrement();
    Answer answer = known.get(Math.min(turn, known.size() - 1));
    exchange.sendResponseHeaders(answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
    exchange.getResponseBody().write(answer.body());
    exchange.close();
  }

  /** Single quotes stand for double ones, so that documents are readable in Java. */
  private static byte[] bytes(String document) {
    return document.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
