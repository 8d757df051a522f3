package dev.claudeworker.http;

import dev.claudeworker.mcp.KeptStreams;
import dev.claudeworker.mcp.McpClient;
import dev.claudeworker.mcp.McpMethods;
import dev.claudeworker.mcp.McpSession;
import dev.claudeworker.mcp.RpcException;
import dev.claudeworker.mcp.RpcMessage;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.stream.EventStreamWriter;
import dev.claudeworker.stream.StreamClosedException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A request that takes its time, on a thread of its own: what it has to tell meanwhile, and its answer. In a session it goes on
 * when its connection breaks, and its client can come back for the rest; without one, that is how it is cancelled.
 */
final class RunningCall implements ResumableStream {

  private static final int OK = 200;

  /** Progress that nobody reads is dropped beyond this, the oldest first; the answer never is. */
  private static final int MAX_WAITING = 256;

  private final McpMethods methods;
  private final RpcMessage request;
  private final McpClient client;
  private final Thread worker;
  private final StreamReader reader = new StreamReader();
  private final Optional<KeptStreams> streams;
  private final String id;

  /** Guarded by this. */
  private final Deque<Frame> frames = new ArrayDeque<>();
  private long made;

  /** A message on its way to a client; the last one ends its stream. */
  private record Frame(long number, Optional<JsonObject> message, int httpStatus, boolean last) {}

  private RunningCall(McpMethods methods, RpcMessage request, McpClient client) {
    this.methods = methods;
    this.request = request;
    this.client = client;
    this.worker = Thread.ofVirtual().name("mcp-call").unstarted(this::work);
    this.streams = client.session().map(McpSession::streams);
    this.id = streams.map(kept -> kept.open(this)).orElse("");
  }

  static RunningCall start(McpMethods methods, RpcMessage request, McpClient client) {
    var call = new RunningCall(methods, request, client);
    client.session().ifPresent(session -> session.begun(request.id().orElseThrow(), call.worker));
    call.worker.start();
    return call;
  }

  private void work() {
    try {
      JsonObject message = methods.answer(request, client, told -> add(Optional.of(told), OK, false));
      add(Optional.of(message), OK, true);
    } catch (RpcException refused) {
      add(Optional.of(refused.toMessage(request.id())), refused.httpStatus(), true);
    } catch (InterruptedException cancelled) {
      add(Optional.empty(), OK, true);
    } finally {
      client.session().ifPresent(session -> session.ended(request.id().orElseThrow()));
    }
  }

  private synchronized void add(Optional<JsonObject> message, int httpStatus, boolean last) {
    if (frames.size() >= MAX_WAITING) {
      frames.removeFirst();
    }
    frames.addLast(new Frame(++made, message, httpStatus, last));
    notifyAll();
  }

  /** The first message after one; empty if there is none for so long. */
  private synchronized Optional<Frame> after(long number, Duration patience) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    Optional<Frame> next = find(number);
    for (long left = patience.toNanos(); next.isEmpty() && left > 0; left = deadline - System.nanoTime()) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
      next = find(number);
    }
    return next;
  }

  private Optional<Frame> find(long number) {
    return frames.stream().filter(frame -> frame.number() > number).findFirst();
  }

  /** The answer, if it comes soon and nothing has to be told before: as a document, it has a status of its own. */
  Optional<Response> answeredWithin(Duration patience) throws InterruptedException {
    boolean done = true;
    try {
      Optional<Response> answer = after(0, patience).filter(Frame::last)
          .flatMap(last -> last.message().map(message -> Response.json(last.httpStatus(), message)));
      done = answer.isPresent();
      return answer;
    } finally {
      if (done) {
        end();
      }
    }
  }

  @Override
  public void copy(EventStreamWriter out, long after, Duration keepAlive)
      throws InterruptedException, StreamClosedException {
    reader.take();
    streams.ifPresent(kept -> kept.resumed(id));
    boolean told = false;
    try {
      if (after == 0 && client.isPrimed()) {
        out.position(new EventPosition(id, 0).text());
      }
      long seen = after;
      while (!told) {
        Optional<Frame> next = after(seen, keepAlive);
        if (next.isEmpty()) {
          out.keepAlive(Optional.empty());
          continue;
        }
        Frame frame = next.get();
        seen = frame.number();
        if (frame.message().isPresent()) {
          out.event(McpStreams.MESSAGE, streams.map(_ -> new EventPosition(id, frame.number()).text()),
              frame.message().get());
        }
        told = frame.last();
      }
    } finally {
      boolean unread = reader.leave();
      if (told || streams.isEmpty()) {
        end();
      } else if (unread) {
        streams.ifPresent(kept -> kept.left(id));
      }
    }
  }

  private void end() {
    worker.interrupt();
    streams.ifPresent(kept -> kept.over(id));
  }

  @Override
  public void drop() {
    worker.interrupt();
  }
}
