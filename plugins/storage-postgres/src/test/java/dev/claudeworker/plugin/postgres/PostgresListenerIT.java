package dev.claudeworker.plugin.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.spi.JsonValue.JsonBoolean;
import dev.claudeworker.spi.storage.EventFilter;
import dev.claudeworker.spi.storage.Storage;
import dev.claudeworker.spi.testkit.Groups;
import dev.claudeworker.spi.testkit.NewTasks;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PostgresListenerIT {

  private final BlockingQueue<Long> told = new LinkedBlockingQueue<>();

  @Test
  void commitsOfAnotherServerAreToldAlsoAfterTheConnectionBroke() throws Exception {
    try (PostgresFixture fixture = PostgresFixture.fresh();
        Storage listening = fixture.open();
        Storage writing = fixture.open()) {
      listening.onCommit(told::add);
      awaitTold(0);

      awaitTold(submit(writing));

      TestServer.shared()
          .run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%' AND datname = '"
              + fixture.database() + "'");
      awaitTold(submit(writing));
    }
  }

  @Test
  void behindAPoolerNothingListens() throws Exception {
    try (PostgresFixture fixture = PostgresFixture.fresh();
        Storage storage = fixture.open(fixture.section().with("pooler", new JsonBoolean(true)))) {
      storage.onCommit(told::add);

      submit(storage);

      assertThat(storage.now()).isNotNull();
      assertThat(told).isEmpty();
    }
  }

  /** Number of the last event then. */
  private static long submit(Storage storage) {
    storage.apply(Groups.of(Groups.submit(NewTasks.aTask())));
    return storage.events(new EventFilter(0, Optional.empty(), 1)).head();
  }

  private void awaitTold(long head) throws InterruptedException {
    long last = -1;
    while (last < head) {
      Long next = told.poll(30, TimeUnit.SECONDS);
      assertThat(next).as("told of event %d", head).isNotNull();
      last = next;
    }
  }
}
