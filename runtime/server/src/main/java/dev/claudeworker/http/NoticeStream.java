package dev.claudeworker.http;

import dev.claudeworker.mcp.KeptStreams;
import dev.claudeworker.mcp.Notices;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.stream.EventStreamWriter;
import dev.claudeworker.stream.StreamClosedException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * What a session has to tell. While no connection is there it only notes what changes: a client that comes back hears of it once,
 * and again of what was on its way when the connection broke.
 */
final class NoticeStream implements ResumableStream {

  /** Many more than can be on their way at once. */
  private static final int KEPT = 64;

  private final Notices notices;
  private final KeptStreams streams;
  private final String id;
  private final StreamReader reader = new StreamReader();

  /** Only the reader touches these. */
  private final Deque<Sent> sent = new ArrayDeque<>();
  private long number;

  private record Sent(long number, JsonObject message) {}

  NoticeStream(Notices notices, KeptStreams streams) {
    this.notices = notices;
    this.streams = streams;
    this.id = streams.open(this);
  }

  @Override
  public void copy(EventStreamWriter out, long after, Duration keepAlive)
      throws InterruptedException, StreamClosedException {
    reader.take();
    streams.resumed(id);
    try {
      for (Sent earlier : List.copyOf(sent)) {
        if (earlier.number() > after) {
          write(out, earlier);
        }
      }
      // Once the client sees that the stream is open, it may rely on hearing of every change.
      List<JsonObject> messages = notices.next(Duration.ZERO);
      out.keepAlive(Optional.empty());
      while (true) {
        if (messages.isEmpty()) {
          out.keepAlive(Optional.empty());
        }
        // All are noted before the first is written, which may be the one at which the connection breaks.
        List<Sent> fresh = messages.stream().map(this::note).toList();
        for (Sent message : fresh) {
          write(out, message);
        }
        messages = notices.next(keepAlive);
      }
    } finally {
      if (reader.leave()) {
        streams.left(id);
      }
    }
  }

  private Sent note(JsonObject message) {
    var noted = new Sent(++number, message);
    sent.addLast(noted);
    if (sent.size() > KEPT) {
      sent.removeFirst();
    }
    return noted;
  }

  private void write(EventStreamWriter out, Sent message) throws InterruptedException, StreamClosedException {
    out.event(McpStreams.MESSAGE, Optional.of(new EventPosition(id, message.number()).text()), message.message());
  }

  @Override
  public void drop() {
    notices.close();
  }
}
