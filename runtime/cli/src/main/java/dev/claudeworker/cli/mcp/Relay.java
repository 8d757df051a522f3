package dev.claudeworker.cli.mcp;

import dev.claudeworker.cli.client.CommandFailure;
import dev.claudeworker.cli.client.Fields;
import dev.claudeworker.cli.client.Json;
import dev.claudeworker.cli.client.RawExchange;
import dev.claudeworker.cli.client.ServerApi;
import dev.claudeworker.spi.JsonSyntaxException;
import dev.claudeworker.spi.JsonValue;
import dev.claudeworker.spi.JsonValue.JsonObject;
import java.io.IOException;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Passes single messages on and their answers back. Every request is answered exactly once, whatever happens to the server,
 * unless it was cancelled: then silence is the answer.
 */
final class Relay {

  private final Upstream upstream;
  private final ClientOutput client;
  private final Handshake handshake;
  private final Map<JsonValue, RawExchange> open = new ConcurrentHashMap<>();
  private final Set<JsonValue> asked = ConcurrentHashMap.newKeySet();
  private final Set<JsonValue> cancelled = ConcurrentHashMap.newKeySet();

  /** Requests that still wait for their answer. */
  private final Set<JsonValue> passing = ConcurrentHashMap.newKeySet();

  Relay(Upstream upstream, ClientOutput client, Handshake handshake) {
    this.upstream = upstream;
    this.client = client;
    this.handshake = handshake;
  }

  /** Passes a message on and waits for the end of its answer; a request has {@link #begun}. */
  void pass(ClientMessage message) {
    Optional<JsonValue> request = message.request();
    request.ifPresent(passing::add);
    try {
      deliver(message, true);
    } catch (CommandFailure noServer) {
      failed(message, noServer.getMessage() + ". " + String.join(" ", noServer.suggestions()));
    } catch (IOException broken) {
      upstream.lost();
      failed(message, "The connection to the server broke; what was asked may have been done: " + broken.getMessage());
    } finally {
      request.ifPresent(passing::remove);
      request.ifPresent(this::ended);
    }
  }

  /** Answers what has no answer yet: nobody waits for it any longer. */
  void giveUp() {
    for (JsonValue request : passing) {
      if (silence(request)) {
        client.error(request,
            "The input has ended and the answer did not come in time; what was asked may have been done.");
      }
    }
  }

  /**
   * From now on a request can be cancelled. Called by the thread that reads what the client says: its next line may be the
   * cancellation.
   */
  void begun(JsonValue request) {
    asked.add(request);
  }

  /** Forgets a request. */
  void ended(JsonValue request) {
    asked.remove(request);
    cancelled.remove(request);
    open.remove(request);
  }

  /** Notes where the answer to a request comes from; false if it was cancelled before. */
  boolean open(JsonValue request, RawExchange exchange) {
    open.put(request, exchange);
    return !isCancelled(request);
  }

  /** Whatever is answered to a request from now on, the client does not hear it. */
  boolean silence(JsonValue request) {
    return asked.contains(request) && cancelled.add(request);
  }

  /** Ends the answer to a request, without a word to the client. */
  void cancel(JsonValue request) {
    if (!silence(request)) {
      return;
    }
    RawExchange exchange = open.get(request);
    if (exchange != null) {
      exchange.close();
    }
  }

  private void deliver(ClientMessage message, boolean mayRepeat) throws IOException {
    if (message.request().filter(this::isCancelled).isPresent()) {
      return;
    }
    try (RawExchange exchange = sent(message)) {
      if (mayRepeat && isForgotten(exchange, message)) {
        shakeHandsAgain();
        deliver(message, false);
        return;
      }
      if (message.id().isPresent() && !open(message.id().get(), exchange)) {
        return;
      }
      read(message, exchange);
    } finally {
      message.id().ifPresent(open::remove);
    }
  }

  /** Only when no connection came about, nothing was sent: then another server may be found or started. */
  private RawExchange sent(ClientMessage message) throws IOException {
    ServerApi server = upstream.server();
    try {
      return upstream.post(server, message.text(), headers(message));
    } catch (ConnectException nothingSent) {
      upstream.lost();
      return upstream.post(upstream.server(), message.text(), headers(message));
    }
  }

  private Map<String, String> headers(ClientMessage message) {
    if (message.statelessVersion().isPresent()) {
      return message.statelessHeaders();
    }
    return message.method().equals("initialize") ? Map.of() : handshake.headers();
  }

  private boolean isForgotten(RawExchange exchange, ClientMessage message) throws IOException {
    return exchange.status() == HttpURLConnection.HTTP_NOT_FOUND && message.statelessVersion().isEmpty()
        && handshake.session().isPresent() && handshake.initialize().isPresent();
  }

  /** The server was started anew and knows nothing of the session; the client need not notice. */
  private synchronized void shakeHandsAgain() throws IOException {
    ClientMessage initialize = handshake.initialize().orElseThrow();
    try (RawExchange exchange = upstream.post(upstream.server(), initialize.text(), Map.of())) {
      Optional<String> session = exchange.header(Upstream.SESSION);
      Upstream.read(exchange, answer -> handshake.settled(session, agreedVersion(answer)));
    }
    Optional<ClientMessage> initialized = handshake.initialized();
    if (initialized.isPresent()) {
      try (RawExchange exchange =
          upstream.post(upstream.server(), initialized.get().text(), handshake.headers())) {
        Upstream.read(exchange, _ -> {});
      }
    }
    client.message("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/tools/list_changed\"}");
  }

  private void read(ClientMessage message, RawExchange exchange) throws IOException {
    int status = exchange.status();
    Optional<String> session = exchange.header(Upstream.SESSION);
    var answered = new AtomicBoolean();
    try {
      Upstream.read(exchange, text -> answered.compareAndSet(false, passBack(message, status, session, text)));
    } catch (IOException broken) {
      if (answered.get()) {
        return;
      }
      throw broken;
    }
    if (message.isRequest() && !answered.get()) {
      failed(message, "The server ended its answer too early; what was asked may have been done.");
    }
  }

  /** Passes a message of the server back; true if it was the answer. */
  private boolean passBack(ClientMessage asked, int status, Optional<String> session, String text) {
    JsonObject message;
    try {
      message = Json.parse(text) instanceof JsonObject object ? object : JsonObject.EMPTY;
    } catch (JsonSyntaxException notJson) {
      message = JsonObject.EMPTY;
    }
    boolean rpc = message.get("jsonrpc").isPresent();
    if (rpc && message.get("method").isPresent()) {
      client.message(text);
      return false;
    }
    if (!asked.isRequest() || isCancelled(asked)) {
      return true;
    }
    if (asked.method().equals("initialize")) {
      // Before the answer is passed on: the client's next message can come at once.
      handshake.settled(session, agreedVersion(text));
    }
    if (!rpc) {
      client.error(asked.id().orElseThrow(), "The server answered with status " + status + ": "
          + Fields.textOrEmpty(message, "detail") + " " + Fields.textOrEmpty(message, "suggestion"));
    } else if (message.get("id").isPresent()) {
      client.message(text);
    } else {
      client.message(Json.print(ClientOutput.withId(asked.id(), message)));
    }
    return true;
  }

  private static Optional<String> agreedVersion(String answer) {
    return Json.parse(answer) instanceof JsonObject object
        ? Fields.text(Fields.object(object, "result"), "protocolVersion")
        : Optional.empty();
  }

  private boolean isCancelled(ClientMessage message) {
    return message.id().filter(this::isCancelled).isPresent();
  }

  boolean isCancelled(JsonValue request) {
    return cancelled.contains(request);
  }

  private void failed(ClientMessage message, String why) {
    message.request().ifPresent(request -> failed(request, why));
  }

  /** Answers a request with an error, unless it was cancelled. */
  void failed(JsonValue request, String why) {
    if (!isCancelled(request)) {
      client.error(request, why);
    }
  }
}
