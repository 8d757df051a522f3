package dev.claudeworker.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.event.EventPublisher;
import dev.claudeworker.event.EventSubscriber;
import dev.claudeworker.event.Subscription;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.storage.EventFilter;
import dev.claudeworker.spi.storage.EventPage;
import dev.claudeworker.spi.task.TaskEvent;
import dev.claudeworker.spi.task.TaskId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class EventFeedTest {

  private static final Duration AT_ONCE = Duration.ZERO;
  private static final TaskId TASK = new TaskId(1);

  private final FakeLog log = new FakeLog();

  @Test
  void whatWasCommittedBeforeComesFromTheLogPageByPage() throws Exception {
    log.commit(3 * EventFeed.PAGE / 2);
    var feed = feed(0);

    assertThat(feed.next(AT_ONCE)).hasSize(EventFeed.PAGE);
    assertThat(feed.next(AT_ONCE)).hasSize(EventFeed.PAGE / 2);
    assertThat(feed.next(AT_ONCE)).isEmpty();
    assertThat(feed.position()).isEqualTo(3 * EventFeed.PAGE / 2);
  }

  @Test
  void liveEventsFollowWithoutReadingTheLogAgain() throws Exception {
    var feed = feed(0);
    feed.next(AT_ONCE);
    int reads = log.reads;

    log.commit(2);

    assertThat(numbers(feed.next(Duration.ofSeconds(5)))).containsExactly(1L, 2L);
    assertThat(log.reads).isEqualTo(reads);
  }

  @Test
  void whatIsInTheLogAndLiveComesOnce() throws Exception {
    var feed = feed(0);
    log.whileReading = () -> log.commit(3);

    List<Long> seen = new ArrayList<>(numbers(feed.next(AT_ONCE)));
    seen.addAll(numbers(feed.next(AT_ONCE)));

    assertThat(seen).containsExactly(1L, 2L, 3L);
  }

  @Test
  void aReaderThatFallsBehindKeepsNothingAndMissesNothing() throws Exception {
    var feed = feed(0);
    feed.next(AT_ONCE);
    int committed = EventFeed.BUFFER + 10;

    log.commit(committed);

    List<Long> seen = new ArrayList<>();
    for (List<TaskEvent> events = feed.next(AT_ONCE); !events.isEmpty(); events = feed.next(AT_ONCE)) {
      seen.addAll(numbers(events));
    }
    assertThat(seen).containsExactlyElementsOf(LongStream.rangeClosed(1, committed).boxed().toList());
  }

  @Test
  void aDroppedSubscriptionIsMadeAnewAndNothingIsMissed() throws Exception {
    var feed = feed(0);
    feed.next(AT_ONCE);

    log.drop();
    log.commit(2);

    assertThat(numbers(feed.next(AT_ONCE))).containsExactly(1L, 2L);
    log.commit(1);
    assertThat(numbers(feed.next(AT_ONCE))).containsExactly(3L);
  }

  @Test
  void eventsOfOtherTasksAreNotSeenButMoveThePosition() throws Exception {
    var feed = new EventFeed(log, log::read, Optional.of(new TaskId(2)), 0);
    feed.next(AT_ONCE);

    log.commit(5);

    assertThat(feed.next(AT_ONCE)).isEmpty();
    assertThat(feed.position()).isEqualTo(5);
  }

  @Test
  void aClosedFeedHasNoSubscription() throws Exception {
    var feed = feed(0);
    feed.next(AT_ONCE);

    feed.close();
    feed.close();

    assertThat(log.subscriber).isEmpty();
  }

  @Test
  void positionsAreReadAsTheyAreWritten() {
    var position = new StreamPosition("7e765201-0031-4a79-81dd-d133841b08f2", 42);

    assertThat(StreamPosition.parse(position.toString())).contains(position);
    for (String text : List.of("", "-", "1", "-1", "a-", "a-x", "a-1-", "a-1234567890123456789")) {
      assertThat(StreamPosition.parse(text)).as(text).isEmpty();
    }
  }

  private EventFeed feed(long position) {
    return new EventFeed(log, log::read, Optional.empty(), position);
  }

  private static List<Long> numbers(List<TaskEvent> events) {
    return events.stream().map(TaskEvent::sequence).toList();
  }

  /** A log and its publisher that tells at once, on the caller's thread. */
  private static final class FakeLog implements EventPublisher {

    private final List<TaskEvent> events = new ArrayList<>();
    private Optional<EventSubscriber> subscriber = Optional.empty();
    private Predicate<TaskEvent> filter = _ -> true;
    private Runnable whileReading = () -> {};
    private int reads;

    void commit(int count) {
      for (int i = 0; i < count; i++) {
        var event =
            new TaskEvent(events.size() + 1L, "task.started", 1, "default", "me", Optional.of(TASK), Optional.empty(),
                Optional.empty(), "c", Instant.EPOCH, JsonObject.EMPTY);
        events.add(event);
        if (filter.test(event)) {
          subscriber.ifPresent(told -> tell(told, event));
        }
      }
    }

    private static void tell(EventSubscriber subscriber, TaskEvent event) {
      try {
        subscriber.onEvent(event);
      } catch (Exception failed) {
        throw new AssertionError(failed);
      }
    }

    void drop() {
      EventSubscriber dropped = subscriber.orElseThrow();
      subscriber = Optional.empty();
      dropped.onDropped(0);
    }

    EventPage read(EventFilter filter) {
      reads++;
      whileReading.run();
      whileReading = () -> {};
      List<TaskEvent> page = events.stream()
          .filter(event -> event.sequence() > filter.after())
          .filter(event -> filter.task().isEmpty() || event.task().equals(filter.task()))
          .limit(filter.limit())
          .toList();
      return new EventPage(page, events.size(), 1);
    }

    @Override
    public Subscription subscribe(Predicate<TaskEvent> wanted, EventSubscriber told) {
      filter = wanted;
      subscriber = Optional.of(told);
      return () -> subscriber = Optional.empty();
    }

    @Override
    public long head() {
      return events.size();
    }

    @Override
    public long dropped() {
      return 0;
    }
  }
}
