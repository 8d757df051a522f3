package dev.claudeworker.stream;

import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.task.TaskEvent;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Streams events from a feed, with a sign of life when nothing happens.
 *
 * @param feed gives the events; closed at the end
 * @param epoch the epoch of the storage
 * @param wanted which of them are sent
 * @param document prints an event
 * @param keepAlive how often a sign of life is sent
 */
public record EventStreamSource(
    EventFeed feed, String epoch, Predicate<TaskEvent> wanted, Function<TaskEvent, JsonObject> document,
    Duration keepAlive)
    implements StreamSource {

  @Override
  public void run(EventStreamWriter out) throws StreamClosedException, InterruptedException {
    try (feed) {
      out.keepAlive(Optional.of(position()));
      while (true) {
        List<TaskEvent> events = feed.next(keepAlive);
        for (TaskEvent event : events) {
          if (wanted.test(event)) {
            out.event(event.type(), Optional.of(new StreamPosition(epoch, event.sequence()).toString()),
                document.apply(event));
          }
        }
        if (events.isEmpty()) {
          out.keepAlive(Optional.of(position()));
        }
      }
    }
  }

  private String position() {
    return new StreamPosition(epoch, feed.position()).toString();
  }
}
