package dev.claudeworker.http;

import dev.claudeworker.mcp.ListChanges;
import dev.claudeworker.mcp.McpClient;
import dev.claudeworker.mcp.McpMethods;
import dev.claudeworker.mcp.RpcException;
import dev.claudeworker.mcp.RpcMessage;
import dev.claudeworker.mcp.Subscription;
import dev.claudeworker.mcp.ToolCatalog;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.stream.EventStreamWriter;
import dev.claudeworker.stream.StreamClosedException;
import dev.claudeworker.stream.StreamSource;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** Messages of the protocol as live streams. */
final class McpStreams {

  private static final String MESSAGE = "message";

  /** Progress that nobody reads is dropped beyond this; the answer never is. */
  private static final int MAX_WAITING = 256;

  private final McpMethods methods;
  private final ToolCatalog catalog;
  private final Duration keepAlive;

  /** A message on its way to a client; the last one ends its stream. */
  private record Frame(Optional<JsonObject> message, boolean last) {}

  McpStreams(McpMethods methods, ToolCatalog catalog, Duration keepAlive) {
    this.methods = methods;
    this.catalog = catalog;
    this.keepAlive = keepAlive;
  }

  /** A call: what it has to tell, and its answer. When the client goes, the call is interrupted. */
  StreamSource call(RpcMessage request, McpClient client) {
    return out -> {
      BlockingQueue<Frame> frames = new ArrayBlockingQueue<>(MAX_WAITING);
      Thread worker = Thread.ofVirtual().name("mcp-call").unstarted(() -> work(request, client, frames));
      client.session().ifPresent(session -> session.begun(request.id().orElseThrow(), worker));
      worker.start();
      try {
        copy(frames, out);
      } finally {
        worker.interrupt();
        client.session().ifPresent(session -> session.ended(request.id().orElseThrow()));
      }
    };
  }

  private void work(RpcMessage request, McpClient client, BlockingQueue<Frame> frames) {
    Optional<JsonObject> answer;
    try {
      answer = Optional.of(methods.answer(request, client, told -> frames.offer(new Frame(Optional.of(told), false))));
    } catch (RpcException refused) {
      answer = Optional.of(refused.toMessage(request.id()));
    } catch (InterruptedException cancelled) {
      answer = Optional.empty();
    }
    while (!frames.offer(new Frame(answer, true))) {
      // Full of progress that a slow client has not read yet: the oldest makes room for the answer.
      frames.poll();
    }
  }

  private void copy(BlockingQueue<Frame> frames, EventStreamWriter out)
      throws InterruptedException, StreamClosedException {
    while (true) {
      Frame frame = frames.poll(keepAlive.toMillis(), TimeUnit.MILLISECONDS);
      if (frame == null) {
        out.keepAlive(Optional.empty());
        continue;
      }
      if (frame.message().isPresent()) {
        out.event(MESSAGE, Optional.empty(), frame.message().get());
      }
      if (frame.last()) {
        return;
      }
    }
  }

  /** What changes while the client has its stream open. */
  StreamSource notifications() {
    return out -> {
      try (var changes = new ListChanges(catalog)) {
        out.keepAlive(Optional.empty());
        while (true) {
          send(out, changes.next(keepAlive));
        }
      }
    };
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
  StreamSource subscription(RpcMessage request) {
    var subscription = new Subscription(request);
    return out -> {
      try (var changes = new ListChanges(catalog)) {
        out.event(MESSAGE, Optional.empty(), subscription.acknowledgement());
        while (true) {
          send(out, changes.next(keepAlive).stream().flatMap(change -> subscription.of(change).stream()).toList());
        }
      }
    };
  }
}
