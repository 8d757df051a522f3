package dev.claudeworker.plugin.webhook;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/** A web server on loopback that keeps what it is sent and answers what a test says. */
final class Receiver implements AutoCloseable {

  /** A request. */
  record Received(String path, Map<String, List<String>> headers, String body) {

    Optional<String> header(String name) {
      return headers.entrySet()
          .stream()
          .filter(header -> header.getKey().equalsIgnoreCase(name))
          .map(header -> header.getValue().getFirst())
          .findFirst();
    }
  }

  /** An answer. */
  record Reply(int status, String body, Map<String, String> headers) {

    static Reply of(int status) {
      return new Reply(status, "", Map.of());
    }
  }

  final List<Received> received = new CopyOnWriteArrayList<>();
  private final HttpServer server;
  private final ConcurrentLinkedQueue<Reply> replies = new ConcurrentLinkedQueue<>();
  private final CountDownLatch end = new CountDownLatch(1);
  private volatile boolean silent;

  Receiver() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
  }

  /** Replies in turn; after the last it answers 204. */
  Receiver replying(Reply... inTurn) {
    replies.addAll(List.of(inTurn));
    return this;
  }

  /** Never answers. */
  Receiver silent() {
    silent = true;
    return this;
  }

  String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  Received only() {
    if (received.size() != 1) {
      throw new AssertionError("expected one request but got " + received);
    }
    return received.getFirst();
  }

  private void answer(HttpExchange exchange) throws IOException {
    received.add(new Received(
        exchange.getRequestURI().toString(), Map.copyOf(exchange.getRequestHeaders()),
        new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
    if (silent) {
      awaitEnd();
    }
    Reply reply = Optional.ofNullable(replies.poll()).orElse(Reply.of(204));
    reply.headers().forEach(exchange.getResponseHeaders()::set);
    byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private void awaitEnd() {
    try {
      end.await();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    end.countDown();
    server.stop(0);
  }
}
