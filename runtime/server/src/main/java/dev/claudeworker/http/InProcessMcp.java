package dev.claudeworker.http;

import dev.claudeworker.mcp.McpMeta;
import dev.claudeworker.mcp.RpcMessage;
import dev.claudeworker.security.Caller;
import dev.claudeworker.spi.JsonCodec;
import dev.claudeworker.spi.JsonValue;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.stream.EventStreamWriter;
import dev.claudeworker.stream.StreamClosedException;
import dev.claudeworker.stream.StreamSource;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The endpoint of agents for a client in this process: the same route and checks, without a connection. Safe for use from any
 * thread.
 */
public final class InProcessMcp {

  private static final Logger log = LoggerFactory.getLogger(InProcessMcp.class);

  private final RouteTable routes;
  private final JsonCodec json;
  private final Caller caller;
  private final Supplier<UUID> correlationIds;
  private final Predicate<RpcMessage> changing;
  private volatile boolean closed;

  /**
   * Creates the way in.
   *
   * @param routes the routes of the server
   * @param json prints messages
   * @param caller whose messages come this way
   * @param correlationIds a new one for every message
   * @param changing whether a message may change something
   */
  InProcessMcp(RouteTable routes, JsonCodec json, Caller caller, Supplier<UUID> correlationIds,
      Predicate<RpcMessage> changing) {
    this.routes = routes;
    this.json = json;
    this.caller = caller;
    this.correlationIds = correlationIds;
    this.changing = changing;
  }

  /**
   * What came back.
   *
   * @param status the HTTP status it would have had
   * @param session the session that was opened
   * @param answer the answer; a problem document if it is no message; empty if there is none
   */
  public record Sent(int status, Optional<String> session, Optional<JsonObject> answer) {}

  /**
   * Headers of a client that takes all kinds of answers.
   *
   * @param directory where it works
   */
  public static Map<String, String> usualHeaders(Path directory) {
    return Map.of("Accept", "application/json, text/event-stream", ToolCallers.DIRECTORY,
        URLEncoder.encode(directory.toString(), StandardCharsets.UTF_8));
  }

  /** Headers and more headers. */
  public static Map<String, String> with(Map<String, String> headers, Map<String, String> more) {
    Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    all.putAll(headers);
    all.putAll(more);
    return all;
  }

  /**
   * Sends a message and waits for the end of its answer.
   *
   * @param method the HTTP method: {@code POST}, or {@code GET} for the notifications of a session
   * @param message the message
   * @param headers headers beside those that repeat the message
   * @param out takes what comes before the answer
   * @return what came back
   * @throws InterruptedException if nobody waits any more; what was going on is interrupted too
   */
  public Sent send(String method, Optional<JsonObject> message, Map<String, String> headers,
      Consumer<JsonObject> out) throws InterruptedException {
    Route route = routes.find(method, McpHandlers.PATH).orElseThrow().route();
    Map<String, String> all = with(headers, message.map(InProcessMcp::repeating).orElse(Map.of()));
    String correlationId = correlationIds.get().toString();
    byte[] body = message.map(json::print).orElse("").getBytes(StandardCharsets.UTF_8);
    var request = new Request(method, McpHandlers.PATH, Map.of(), Map.of(),
        name -> Optional.ofNullable(all.get(name)).stream().toList(), body, caller, correlationId);
    Response response =
        RouteCall.answer(route, method, correlationId, () -> route.handler().handle(request));
    Optional<String> session = Optional.ofNullable(response.headers().get(McpHandlers.SESSION));
    return new Sent(response.status(), session, switch (response) {
      case Response.Document document -> object(document.body());
      case Response.Live(StreamSource source) -> follow(source, out);
      case Response.Bytes _,Response.Empty _ -> Optional.empty();
    });
  }

  /** Whether a message may change something, so that what comes after it should find it done. */
  public boolean changes(RpcMessage message) {
    return changing.test(message);
  }

  /** From now on nothing is told any more but answers: that tools go because the server ends is no news. */
  public void close() {
    closed = true;
  }

  private static Map<String, String> repeating(JsonObject text) {
    RpcMessage message = RpcMessage.of(text);
    return message.metaText(McpMeta.VERSION).isPresent() ? McpHeaders.repeating(message) : Map.of();
  }

  private static Optional<JsonObject> object(JsonValue value) {
    return value instanceof JsonObject object ? Optional.of(object) : Optional.empty();
  }

  /** Hands on what is no answer, and gives the answer back. */
  private Optional<JsonObject> follow(StreamSource source, Consumer<JsonObject> out)
      throws InterruptedException {
    var answer = new AtomicReference<Optional<JsonObject>>(Optional.empty());
    try {
      source.run(new EventStreamWriter(data -> {
        if (data instanceof JsonObject told && told.get("method").isPresent()) {
          if (!closed) {
            out.accept(told);
          }
        } else {
          answer.set(object(data));
        }
      }));
    } catch (InterruptedException | StreamClosedException ended) {
      throw ended instanceof InterruptedException interrupted ? interrupted : new InterruptedException();
    } catch (Exception unforeseen) {
      log.error("a stream of messages failed", unforeseen);
    }
    return answer.get();
  }
}
