package dev.claudeworker.http;

import dev.claudeworker.mcp.KeptStreams;
import dev.claudeworker.mcp.McpClient;
import dev.claudeworker.mcp.McpMethods;
import dev.claudeworker.mcp.McpSession;
import dev.claudeworker.mcp.RpcException;
import dev.claudeworker.mcp.RpcMessage;
import dev.claudeworker.mcp.Subscription;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.stream.EventStreamWriter;
import dev.claudeworker.stream.StreamClosedException;
import dev.claudeworker.stream.StreamSource;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Messages of the protocol as live streams. */
final class McpStreams {

  static final String MESSAGE = "message";

  /** A call that is answered sooner needs no stream. */
  private static final Duration SOON = Duration.ofSeconds(1);

  private final McpMethods methods;
  private final Duration keepAlive;

  McpStreams(McpMethods methods, Duration keepAlive) {
    this.methods = methods;
    this.keepAlive = keepAlive;
  }

  /** A call: its answer if that comes soon, else a stream of what it has to tell and its answer. */
  Response call(RpcMessage request, McpClient client) throws InterruptedException {
    var call = RunningCall.start(methods, request, client);
    Optional<Response> answered = call.answeredWithin(SOON.compareTo(keepAlive) < 0 ? SOON : keepAlive);
    return answered.orElseGet(() -> new Response.Live(out -> call.copy(out, 0, keepAlive)));
  }

  /** What changes while a client with a session has its stream open. */
  StreamSource notifications(McpClient client) {
    KeptStreams streams = client.session().orElseThrow().streams();
    return out -> new NoticeStream(methods.notices(client), streams).copy(out, 0, keepAlive);
  }

  /** The rest of a stream whose connection broke. */
  StreamSource rest(EventPosition last, McpSession session) {
    ResumableStream stream = session.streams()
        .find(last.stream())
        .map(ResumableStream.class::cast)
        .orElseThrow(() -> RpcException
            .invalidRequest("There is no stream to go on with at this Last-Event-ID: it is over, or too"
                + " many were broken (tools.max_resumable). Open one without it; what was asked may have been done."));
    return out -> stream.copy(out, last.number(), keepAlive);
  }

  private static void send(EventStreamWriter out, List<JsonObject> messages)
      throws InterruptedException, StreamClosedException {
    if (messages.isEmpty()) {
      out.keepAlive(Optional.empty());
    }
    for (JsonObject message : messages) {
      out.event(MESSAGE, Optional.empty(), message);
    }
  }

  /** The same for a client without a session, as far as it asked for it. */
  StreamSource subscription(RpcMessage request, McpClient client) throws InterruptedException {
    Subscription subscription = methods.subscription(request, client);
    return out -> {
      try (var notices = methods.notices(subscription, client)) {
        out.event(MESSAGE, Optional.empty(), subscription.acknowledgement());
        while (true) {
          send(out, notices.next(keepAlive).stream().flatMap(change -> subscription.of(change).stream()).toList());
        }
      } catch (InterruptedException stopping) {
        end(out, subscription, stopping);
      }
    };
  }

  /** Tells that this is the end and no failure, if there is still somebody to hear it. */
  private static void end(EventStreamWriter out, Subscription subscription, InterruptedException stopping)
      throws InterruptedException {
    try {
      out.event(MESSAGE, Optional.empty(), subscription.end());
    } catch (StreamClosedException gone) {
      // The client went, which is the other reason for an interruption.
      throw stopping;
    }
  }
}
