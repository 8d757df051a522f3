package dev.claudeworker.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.storage.EventFilter;
import dev.claudeworker.spi.storage.EventPage;
import dev.claudeworker.spi.task.TaskEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class CommittedEventsTest {

  private final List<TaskEvent> log = new ArrayList<>();
  private final LinkedBlockingQueue<Long> seen = new LinkedBlockingQueue<>();
  private final LinkedBlockingQueue<Long> droppedAfter = new LinkedBlockingQueue<>();

  private static TaskEvent event(long sequence) {
    return new TaskEvent(
        sequence, sequence % 2 == 0 ? "even" : "odd", 1, "default", "test", Optional.empty(), Optional.empty(),
        Optional.empty(), "", Instant.EPOCH, JsonObject.EMPTY);
  }

  private static List<TaskEvent> events(long from, long to) {
    return LongStream.rangeClosed(from, to).mapToObj(CommittedEventsTest::event).toList();
  }

  private EventPage read(EventFilter filter) {
    var page = log.stream().filter(event -> event.sequence() > filter.after()).limit(filter.limit()).toList();
    return new EventPage(page, log.size(), 1);
  }

  private CommittedEvents started(EventSettings settings) {
    var events = new CommittedEvents(settings, this::read);
    events.start();
    return events;
  }

  private void commit(CommittedEvents events, long from, long to) {
    log.addAll(events(from, to));
    events.publish(events(from, to));
  }

  private List<Long> take(int count) throws InterruptedException {
    List<Long> taken = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Long next = seen.poll(20, TimeUnit.SECONDS);
      assertThat(next).as("event %d of %d", i + 1, count).isNotNull();
      taken.add(next);
    }
    return taken;
  }

  @Test
  void subscriberGetsWhatIsCommittedFromThenOnInOrder() throws InterruptedException {
    var events = started(EventSettings.DEFAULT);
    commit(events, 1, 2);
    events.subscribe(event -> true, event -> seen.add(event.sequence()));
    commit(events, 3, 4);
    commit(events, 5, 5);

    assertThat(take(3)).containsExactly(3L, 4L, 5L);
    assertThat(events.head()).isEqualTo(5);
  }

  @Test
  void subscriberGetsOnlyWhatItWants() throws InterruptedException {
    var events = started(EventSettings.DEFAULT);
    events.subscribe(event -> event.type().equals("even"), event -> seen.add(event.sequence()));
    commit(events, 1, 6);

    assertThat(take(3)).containsExactly(2L, 4L, 6L);
  }

  @Test
  void holeIsFilledFromTheLog() throws InterruptedException {
    var events = started(EventSettings.DEFAULT);
    events.subscribe(event -> true, event -> seen.add(event.sequence()));
    commit(events, 1, 1);
    log.addAll(events(2, 4));
    commit(events, 5, 5);

    assertThat(take(5)).containsExactly(1L, 2L, 3L, 4L, 5L);
  }

  @Test
  void holeBeyondItsBoundDropsTheSubscribers() throws InterruptedException {
    var events = started(new EventSettings(100, 10, 3));
    events.subscribe(event -> true, recording());
    log.addAll(events(1, 4));
    commit(events, 5, 5);

    assertThat(droppedAfter.poll(20, TimeUnit.SECONDS)).isZero();
    assertThat(events.head()).isEqualTo(5);
  }

  @Test
  void holeThatCannotBeReadDropsTheSubscribers() throws InterruptedException {
    var events = started(EventSettings.DEFAULT);
    events.subscribe(event -> true, recording());
    events.publish(events(3, 3));

    assertThat(droppedAfter.poll(20, TimeUnit.SECONDS)).isZero();
  }

  @Test
  void slowSubscriberIsDroppedAndDelaysNobody() throws InterruptedException {
    var events = started(new EventSettings(2, 10, 100));
    var entered = new CountDownLatch(1);
    var goOn = new CountDownLatch(1);
    var slow = new EventSubscriber() {
      @Override
      public void onEvent(TaskEvent event) throws InterruptedException {
        entered.countDown();
        goOn.await();
      }

      @Override
      public void onDropped(long lastDelivered) {
        droppedAfter.add(lastDelivered);
      }
    };
    events.subscribe(event -> true, slow);
    commit(events, 1, 1);
    entered.await();
    commit(events, 2, 3);
    assertThat(droppedAfter).isEmpty();
    commit(events, 4, 4);
    events.subscribe(event -> true, event -> seen.add(event.sequence()));
    commit(events, 5, 5);

    assertThat(take(1)).containsExactly(5L);
    goOn.countDown();
    assertThat(droppedAfter.poll(20, TimeUnit.SECONDS)).isEqualTo(1);
    assertThat(events.dropped()).isEqualTo(1);
  }

  @Test
  void subscriberThatThrowsEndsAloneAndTheOthersGoOn() throws InterruptedException {
    var events = started(EventSettings.DEFAULT);
    var thrown = new CountDownLatch(1);
    events.subscribe(event -> true, event -> {
      thrown.countDown();
      throw new IllegalStateException("broken subscriber");
    });
    events.subscribe(event -> {
      throw new IllegalStateException("broken filter");
    }, event -> seen.add(-1L));
    events.subscribe(event -> true, event -> seen.add(event.sequence()));
    commit(events, 1, 1);
    thrown.await();
    commit(events, 2, 2);

    assertThat(take(2)).containsExactly(1L, 2L);
  }

  @Test
  void closedSubscriptionGetsNothingMore() throws InterruptedException {
    var events = started(EventSettings.DEFAULT);
    var first = events.subscribe(event -> true, event -> seen.add(-event.sequence()));
    first.close();
    first.close();
    events.subscribe(event -> true, event -> seen.add(event.sequence()));
    commit(events, 1, 2);

    assertThat(take(2)).containsExactly(1L, 2L);
  }

  @Test
  void subscriptionsHaveTheirBound() {
    var events = started(new EventSettings(10, 1, 10));
    var only = events.subscribe(event -> true, event -> {});

    assertThatThrownBy(() -> events.subscribe(event -> true, event -> {}))
        .hasMessageContaining("already 1 event subscriptions (event.max_subscribers)");
    only.close();
    events.subscribe(event -> true, event -> {}).close();
  }

  private EventSubscriber recording() {
    return new EventSubscriber() {
      @Override
      public void onEvent(TaskEvent event) {
        seen.add(event.sequence());
      }

      @Override
      public void onDropped(long lastDelivered) {
        droppedAfter.add(lastDelivered);
      }
    };
  }
}
