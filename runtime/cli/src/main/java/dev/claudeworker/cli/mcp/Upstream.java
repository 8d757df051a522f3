package dev.claudeworker.cli.mcp;

import dev.claudeworker.cli.client.RawExchange;
import dev.claudeworker.cli.client.ServerApi;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The server's endpoint. Every message has a connection of its own, so that a connection which cannot be made proves that
 * nothing was sent. Safe for use from any thread.
 */
public final class Upstream {

  static final String SESSION = "Mcp-Session-Id";

  private static final String PATH = "/mcp";
  private static final String EVENTS = "text/event-stream";

  private final Supplier<ServerApi> find;
  private final Supplier<ServerApi> findOrStart;
  private final String directory;
  private final AtomicReference<Optional<ServerApi>> known = new AtomicReference<>(Optional.empty());

  /**
   * Creates the way to the server.
   *
   * @param find finds a running server, or fails
   * @param findOrStart finds one or starts one, or fails
   * @param directory where the client works
   */
  public Upstream(Supplier<ServerApi> find, Supplier<ServerApi> findOrStart, Path directory) {
    this.find = find;
    this.findOrStart = findOrStart;
    this.directory = ServerApi.encoded(directory);
  }

  /** Makes sure that a server is there, starting one if that is wanted. */
  synchronized ServerApi server() {
    ServerApi server = known.get().orElseGet(findOrStart);
    known.set(Optional.of(server));
    return server;
  }

  /** Whether a server was found and not lost since. */
  boolean isKnown() {
    return known.get().isPresent();
  }

  /** Forgets where the server was: it is gone. */
  void lost() {
    known.set(Optional.empty());
  }

  /** A running server; none is started. */
  ServerApi running() {
    return known.get().orElseGet(find);
  }

  /** Sends a message; when this returns, all of it is on its way. */
  RawExchange post(ServerApi server, String message, Map<String, String> headers) throws IOException {
    return server.exchange("POST", PATH, all(headers), Optional.of(message));
  }

  /** Opens the stream of notifications of a session, or ends a session. */
  RawExchange send(ServerApi server, String method, Map<String, String> headers) throws IOException {
    return server.exchange(method, PATH, all(headers), Optional.empty());
  }

  private Map<String, String> all(Map<String, String> headers) {
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.put("Accept", "application/json, " + EVENTS);
    all.put(ServerApi.DIRECTORY, directory);
    return all;
  }

  /** Hands on every message of an answer, until it is complete or its connection breaks. */
  static void read(RawExchange exchange, Consumer<String> messages) throws IOException {
    if (exchange.header("Content-Type").orElse("").startsWith(EVENTS)) {
      var lines = new BufferedReader(new InputStreamReader(exchange.body(), StandardCharsets.UTF_8));
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("data:")) {
          messages.accept(line.substring("data:".length()));
        }
      }
    } else {
      String body = new String(exchange.body().readAllBytes(), StandardCharsets.UTF_8);
      if (!body.isBlank()) {
        messages.accept(body);
      }
    }
  }
}
