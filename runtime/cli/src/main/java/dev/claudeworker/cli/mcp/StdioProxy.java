package dev.claudeworker.cli.mcp;

import dev.claudeworker.cli.client.CommandFailure;
import dev.claudeworker.cli.client.RawExchange;
import dev.claudeworker.spi.JsonSyntaxException;
import dev.claudeworker.spi.JsonValue;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Reads messages line by line and passes them to the server. It knows no methods beyond what the transport needs, so that an
 * old proxy serves a new server.
 */
public final class StdioProxy {

  private static final String SUBSCRIPTION = "subscriptions/listen";

  /** How long requests that are on their way may go on when the client has no more to say. */
  private static final Duration LAST_ANSWERS = Duration.ofSeconds(10);

  private final Duration lastAnswers;
  private final Duration start;

  private final Upstream upstream;
  private final ClientOutput client;
  private final Handshake handshake = new Handshake();
  private final Relay relay;
  private final ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor();
  private Optional<Thread> notifications = Optional.empty();

  /**
   * Passes messages between a client and the server.
   *
   * @param upstream the server
   * @param client the client
   * @param start how long the start of a server may take, for which requests are waited for beside
   */
  public StdioProxy(Upstream upstream, ClientOutput client, Duration start) {
    this(upstream, client, start, LAST_ANSWERS);
  }

  StdioProxy(Upstream upstream, ClientOutput client, Duration start, Duration lastAnswers) {
    this.start = start;
    this.lastAnswers = lastAnswers;
    this.upstream = upstream;
    this.client = client;
    this.relay = new Relay(upstream, client, handshake);
  }

  /** Works until the client closes its end. */
  public void run(InputStream in) throws IOException, InterruptedException {
    var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (!line.isBlank()) {
        take(line);
      }
    }
    requests.shutdown();
    boolean answered = requests.awaitTermination(lastAnswers.toMillis(), TimeUnit.MILLISECONDS);
    if (!answered && !upstream.isKnown()) {
      // What a script sent before there was a server is not lost because the server takes its time to start.
      answered = requests.awaitTermination(start.toMillis(), TimeUnit.MILLISECONDS);
    }
    if (!answered) {
      relay.giveUp();
    }
    notifications.ifPresent(Thread::interrupt);
    endSession();
  }

  private void take(String line) {
    Optional<ClientMessage> read;
    try {
      read = ClientMessage.of(line);
    } catch (JsonSyntaxException notJson) {
      read = Optional.empty();
    }
    read.ifPresentOrElse(this::take, () -> client.message(
        "{\"jsonrpc\":\"2.0\",\"error\":{\"code\":-32700,\"message\":\"The line is no JSON object.\"}}"));
  }

  /** What must keep its order is passed on here; requests go their own ways. */
  private void take(ClientMessage message) {
    message.request().ifPresent(relay::begun);
    Optional<JsonValue> cancelled = message.cancelled();
    if (cancelled.isPresent() && handshake.session().isEmpty()) {
      relay.cancel(cancelled.get());
    } else if (cancelled.isPresent()) {
      relay.silence(cancelled.get());
      relay.pass(message);
    } else if (message.method().equals("initialize") && message.statelessVersion().isEmpty()) {
      handshake.asked(message);
      relay.pass(message);
    } else if (message.isRequest() && message.method().equals(SUBSCRIPTION)) {
      Thread.ofVirtual().name("subscription").start(new StandingSubscription(relay, upstream, client, message));
    } else if (message.isRequest()) {
      requests.execute(() -> relay.pass(message));
    } else {
      relay.pass(message);
      if (message.method().equals("notifications/initialized")) {
        handshake.confirmed(message);
        follow();
      }
    }
  }

  private void follow() {
    if (notifications.isEmpty() && handshake.session().isPresent()) {
      notifications = Optional.of(
          Thread.ofVirtual().name("notifications").start(new Notifications(upstream, client, handshake)));
    }
  }

  private void endSession() {
    if (handshake.session().isEmpty()) {
      return;
    }
    try (RawExchange exchange = upstream.send(upstream.running(), "DELETE", handshake.headers())) {
      exchange.status();
    } catch (IOException | CommandFailure serverIsGone) {
      // So is the session.
      return;
    }
  }
}
