package dev.claudeworker.cli.mcp;

import dev.claudeworker.cli.client.CommandFailure;
import dev.claudeworker.cli.client.Fields;
import dev.claudeworker.cli.client.Json;
import dev.claudeworker.cli.client.RawExchange;
import dev.claudeworker.spi.JsonSyntaxException;
import dev.claudeworker.spi.JsonValue;
import dev.claudeworker.spi.JsonValue.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A subscription of a client without a handshake. It outlives the server: the next one is asked for the same, and the client
 * only hears that its lists may have changed.
 */
final class StandingSubscription implements Runnable {

  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final String ACKNOWLEDGED = "notifications/subscriptions/acknowledged";
  private static final String ID = "io.modelcontextprotocol/subscriptionId";

  private static final List<String> LISTS = List.of("tools", "prompts", "resources");

  private final Relay relay;
  private final Upstream upstream;
  private final ClientOutput client;
  private final ClientMessage request;
  private final JsonValue id;

  /** What the server granted; empty until it has. Used by the one thread that runs this. */
  private Optional<JsonObject> granted = Optional.empty();

  StandingSubscription(Relay relay, Upstream upstream, ClientOutput client, ClientMessage request) {
    this.relay = relay;
    this.upstream = upstream;
    this.client = client;
    this.request = request;
    this.id = request.id().orElseThrow();
  }

  @Override
  public void run() {
    try {
      boolean open = !relay.isCancelled(id);
      while (open) {
        open = followed();
        if (open) {
          Thread.sleep(PAUSE);
        }
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    } finally {
      relay.ended(id);
    }
  }

  /** Follows it until it breaks off; false if it is over. */
  private boolean followed() {
    try (RawExchange exchange = upstream.post(granted.isEmpty() ? upstream.server() : upstream.running(),
        request.text(), request.statelessHeaders())) {
      if (!relay.open(id, exchange)) {
        return false;
      }
      var over = new boolean[1];
      Upstream.read(exchange, text -> over[0] |= passBack(text));
      return !over[0] && !relay.isCancelled(id);
    } catch (IOException | CommandFailure away) {
      upstream.lost();
      if (granted.isEmpty()) {
        relay.failed(id, "The server could not be asked: " + away.getMessage());
      }
      return granted.isPresent() && !relay.isCancelled(id);
    }
  }

  /** Passes a message on; true if it was the last. */
  private boolean passBack(String text) {
    JsonObject message;
    try {
      message = Json.parse(text) instanceof JsonObject object ? object : JsonObject.EMPTY;
    } catch (JsonSyntaxException broken) {
      return false;
    }
    String method = Fields.textOrEmpty(message, "method");
    if (method.isEmpty()) {
      client.message(Json.print(ClientOutput.withId(Optional.of(id), message)));
      return true;
    }
    if (!method.equals(ACKNOWLEDGED)) {
      client.message(text);
    } else if (granted.isPresent()) {
      tellThatListsMayDiffer();
    } else {
      granted = Optional.of(Fields.object(Fields.object(message, "params"), "notifications"));
      client.message(text);
    }
    return false;
  }

  private void tellThatListsMayDiffer() {
    JsonObject params = JsonObject.EMPTY.with("_meta", JsonObject.EMPTY.with(ID, id));
    for (String list : LISTS) {
      if (granted.isPresent() && Fields.flag(granted.get(), list + "ListChanged")) {
        client.message(Json.print(JsonObject.EMPTY.with("jsonrpc", "2.0")
            .with("method", "notifications/" + list + "/list_changed")
            .with("params", params)));
      }
    }
  }
}
