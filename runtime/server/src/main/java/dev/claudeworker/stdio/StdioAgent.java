package dev.claudeworker.stdio;

import dev.claudeworker.http.InProcessMcp;
import dev.claudeworker.http.InProcessMcp.Sent;
import dev.claudeworker.json.ObjectBuilder;
import dev.claudeworker.mcp.McpMeta;
import dev.claudeworker.mcp.RpcException;
import dev.claudeworker.mcp.RpcMessage;
import dev.claudeworker.spi.JsonCodec;
import dev.claudeworker.spi.JsonSyntaxException;
import dev.claudeworker.spi.JsonValue;
import dev.claudeworker.spi.JsonValue.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves one client at the standard streams. Every request is answered exactly once, unless it was cancelled: then silence is
 * the answer. What must keep its order is done on the reading thread; each request has a thread of its own.
 */
public final class StdioAgent {

  private static final Logger log = LoggerFactory.getLogger(StdioAgent.class);

  private static final String SUBSCRIPTION = "subscriptions/listen";
  private static final int NOT_FOUND = 404;
  private static final int INTERNAL_ERROR = -32603;

  /** What {@code lastAnswers} is for programs. */
  public static final Duration LAST_ANSWERS = Duration.ofSeconds(10);

  private final InProcessMcp endpoint;
  private final JsonCodec json;
  private final MessageLines client;
  private final Map<String, String> always;
  private final Duration lastAnswers;
  private final ArrivalOrder order;
  private final Handshake handshake;

  /** Who works on which request; whoever takes an entry out decides about its answer. */
  private final Map<JsonValue, Work> running = new ConcurrentHashMap<>();

  private Optional<Thread> notifications = Optional.empty();

  private record Work(Thread thread, boolean endless) {}

  /**
   * Creates it; {@link #run} begins.
   *
   * @param endpoint answers
   * @param json reads messages
   * @param client takes messages
   * @param directory where the client works
   * @param lastAnswers how long requests that were sent may go on when the client has no more to say
   * @param holdsUp how long a call that changes something holds up what was sent after it
   */
  public StdioAgent(InProcessMcp endpoint, JsonCodec json, MessageLines client, Path directory,
      Duration lastAnswers, Duration holdsUp) {
    this.endpoint = endpoint;
    this.json = json;
    this.client = client;
    this.always = InProcessMcp.usualHeaders(directory);
    this.lastAnswers = lastAnswers;
    this.order = new ArrivalOrder(holdsUp);
    this.handshake = new Handshake(endpoint);
  }

  /**
   * Works until the client closes its end.
   *
   * @param in what the client says
   * @throws IOException if it breaks off
   * @throws InterruptedException if the thread is interrupted
   */
  public void run(InputStream in) throws IOException, InterruptedException {
    var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    try {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.isBlank()) {
          take(line);
        }
      }
      awaitLastAnswers();
    } finally {
      notifications.ifPresent(Thread::interrupt);
      running.values().forEach(work -> work.thread().interrupt());
    }
  }

  private void awaitLastAnswers() throws InterruptedException {
    long deadline = System.nanoTime() + lastAnswers.toNanos();
    for (Work work : List.copyOf(running.values())) {
      if (!work.endless()) {
        work.thread().join(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
      }
    }
  }

  private void take(String line) throws InterruptedException {
    Optional<JsonValue> id = Optional.empty();
    try {
      JsonValue value = json.parse(line);
      id = value instanceof JsonObject object ? object.get("id") : Optional.empty();
      take(RpcMessage.of(value), (JsonObject) value);
    } catch (JsonSyntaxException notJson) {
      client.write(RpcException.notJson("The line is no JSON: " + notJson.getMessage()).toMessage(Optional.empty()));
    } catch (RpcException refused) {
      client.write(refused.toMessage(id));
    }
  }

  private void take(RpcMessage message, JsonObject text) throws InterruptedException {
    Optional<JsonValue> cancelled = Handshake.cancelled(message);
    if (cancelled.isPresent()) {
      cancel(cancelled.get());
      if (isWithHandshake(message)) {
        // In a session a call outlives its connection, so an interruption alone would not end it.
        deliver(message, text);
      }
    } else if (Handshake.isInitialize(message) && isWithHandshake(message)) {
      client.write(answer(message, handshake.open(text, always)));
    } else if (message.isRequest()) {
      begin(message, text);
    } else {
      deliver(message, text);
      if (message.method().equals(Optional.of("notifications/initialized"))) {
        follow();
      }
    }
  }

  private void cancel(JsonValue request) {
    Optional.ofNullable(running.remove(request)).ifPresent(work -> work.thread().interrupt());
  }

  private void begin(RpcMessage message, JsonObject text) {
    JsonValue id = message.id().orElseThrow();
    boolean endless = message.method().equals(Optional.of(SUBSCRIPTION));
    if (running.containsKey(id)) {
      throw RpcException.invalidRequest("A request with this id has not been answered yet.");
    }
    ArrivalOrder.Turn turn = order.arrived(endpoint.changes(message));
    Thread thread = Thread.ofVirtual().name("agent-request").unstarted(() -> serve(message, text, turn));
    running.put(id, new Work(thread, endless));
    thread.start();
  }

  private void serve(RpcMessage message, JsonObject text, ArrivalOrder.Turn turn) {
    JsonObject answer;
    try {
      turn.await();
      answer = answer(message, deliver(message, text));
    } catch (InterruptedException cancelled) {
      answer = failure("The request was interrupted.");
    } catch (RuntimeException unforeseen) {
      log.error("{} failed", message.method().orElse(""), unforeseen);
      answer = failure("It failed in a way nobody foresaw; the log has the details.");
    } finally {
      turn.end();
    }
    Work work = running.remove(message.id().orElseThrow());
    if (work != null) {
      client.write(withId(message, answer));
    }
  }

  private Sent deliver(RpcMessage message, JsonObject text) throws InterruptedException {
    if (!isWithHandshake(message)) {
      return endpoint.send("POST", Optional.of(text), always, client::write);
    }
    Map<String, String> settled = handshake.headers();
    Sent sent = endpoint.send("POST", Optional.of(text), InProcessMcp.with(always, settled), client::write);
    return sent.status() == NOT_FOUND && handshake.openAgain(settled, always)
        ? endpoint.send("POST", Optional.of(text), InProcessMcp.with(always, handshake.headers()), client::write)
        : sent;
  }

  private static boolean isWithHandshake(RpcMessage message) {
    return message.metaText(McpMeta.VERSION).isEmpty();
  }

  /** What changes, for a client with a handshake; others ask for it themselves. */
  private void follow() {
    if (notifications.isEmpty() && !handshake.headers().isEmpty()) {
      notifications = Optional.of(Thread.ofVirtual().name("agent-notifications").start(() -> {
        try {
          endpoint.send("GET", Optional.empty(), InProcessMcp.with(always, handshake.headers()), client::write);
        } catch (InterruptedException ended) {
          Thread.currentThread().interrupt();
        }
      }));
    }
  }

  private static JsonObject answer(RpcMessage message, Sent sent) {
    if (sent.answer().isEmpty()) {
      return withId(message, failure("The answer ended too early; what was asked may have been done."));
    }
    JsonObject answer = sent.answer().get();
    boolean rpc = answer.get("jsonrpc").isPresent();
    return withId(message, rpc ? answer
        : failure(answer.text("detail").orElse("Status " + sent.status() + ".") + " "
            + answer.text("suggestion").orElse("")));
  }

  private static JsonObject failure(String why) {
    return new ObjectBuilder().put("jsonrpc", "2.0")
        .put("error", new ObjectBuilder().put("code", INTERNAL_ERROR).put("message", why.strip()).build())
        .build();
  }

  private static JsonObject withId(RpcMessage message, JsonObject answer) {
    return answer.get("id").isPresent() ? answer : answer.with("id", message.id().orElseThrow());
  }
}
