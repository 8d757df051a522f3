package dev.claudeworker.plugin.postgres;

import static dev.claudeworker.spi.testkit.NewTasks.aTask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.claudeworker.spi.storage.ClaimedTask;
import dev.claudeworker.spi.storage.EventFilter;
import dev.claudeworker.spi.storage.IdempotencyKey;
import dev.claudeworker.spi.storage.NewTask;
import dev.claudeworker.spi.storage.Placement;
import dev.claudeworker.spi.storage.Storage;
import dev.claudeworker.spi.storage.TaskFilter;
import dev.claudeworker.spi.storage.Unit;
import dev.claudeworker.spi.storage.UnitResult;
import dev.claudeworker.spi.task.EventTypes;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.task.TaskStatus;
import dev.claudeworker.spi.testkit.Claims;
import dev.claudeworker.spi.testkit.Drafts;
import dev.claudeworker.spi.testkit.Finishes;
import dev.claudeworker.spi.testkit.Groups;
import dev.claudeworker.spi.testkit.SettableClock;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * PostgreSQL counts by itself how often it walked over a table; what the storage does for one task never makes it. Fewer than
 * the default of {@code -Dindexes.tasks=8000} and walking is truly cheaper for it.
 */
final class PostgresIndexesIT {

  private static final int TASKS = Integer.getInteger("indexes.tasks", 8_000);

  /** Too long for the row of the task. */
  private static final String PROMPT = "x".repeat(1_000);

  /** Tables that grow with the number of tasks. */
  private static final String GROWING =
      "('task', 'task_text', 'label', 'edge', 'attempt', 'event', 'idempotency_key')";

  private final TestServer server = TestServer.shared();

  /** How a table was read: walked over, or by an index. */
  private record Reads(long walks, long byIndex) {}

  @Test
  void noStatementWalksOverATableThatGrows() throws SQLException {
    try (PostgresFixture fixture = PostgresFixture.fresh()) {
      try (Storage storage = fixture.open()) {
        fill(storage);
      }
      server.runIn(fixture.database(), "ANALYZE");
      Map<String, Reads> before = reads(fixture.database());
      try (Storage storage = fixture.open()) {
        use(storage);
      }
      Map<String, Reads> after = reads(fixture.database());

      assertThat(walks(after)).isEqualTo(walks(before));
      assertThat(after.get("task").byIndex()).isGreaterThan(before.get("task").byIndex());
      assertThat(after.get("attempt").byIndex()).isGreaterThan(before.get("attempt").byIndex());
      assertThat(after.get("event").byIndex()).isGreaterThan(before.get("event").byIndex());

      // The counters do count: a walk on purpose is seen.
      server.runIn(fixture.database(), "SELECT count(prompt_preview) FROM task WHERE prompt_preview <> 'x'");
      assertThat(reads(fixture.database()).get("task").walks()).isGreaterThan(after.get("task").walks());
    }
  }

  @Test
  void indexesLeaveOutRowsThatNobodyLooksUpByThemAlsoAfterALaterMigrationMadeThemWide() {
    try (PostgresFixture fixture = PostgresFixture.fresh()) {
      assertThat(narrow(fixture)).isEqualTo("8");
      server.runIn(fixture.database(), "DROP INDEX task_parent");
      server.runIn(fixture.database(), "CREATE INDEX task_parent ON task (parent_task_id, id)");
      assertThat(narrow(fixture)).isEqualTo("7");

      fixture.open().close();

      assertThat(narrow(fixture)).isEqualTo("8");
    }
  }

  private String narrow(PostgresFixture fixture) {
    try (Connection connection = server.connect(fixture.database());
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT count(*) FROM pg_index WHERE indpred IS NOT NULL")) {
      row.next();
      return row.getString(1);
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private static Map<String, Long> walks(Map<String, Reads> reads) {
    Map<String, Long> walks = new TreeMap<>();
    reads.forEach((table, read) -> walks.put(table, read.walks()));
    return walks;
  }

  private static void fill(Storage storage) {
    List<NewTask> tasks = new ArrayList<>();
    for (int index = 0; index < TASKS; index++) {
      tasks.add(aTask().claimOrder(index).label("part", "p" + index % 100).prompt(PROMPT).build());
    }
    List<TaskId> ids = submit(storage, tasks, "fill");
    submit(
        storage,
        IntStream.range(0, TASKS)
            .mapToObj(index -> aTask().claimOrder(TASKS).dependsOn(ids.get(index)).build())
            .toList(),
        "children");
    // Many keys, so that it would pay to find one by its index.
    IntStream.range(0, TASKS / 10)
        .forEach(key -> submit(storage, List.of(aTask().claimOrder(TASKS).build()), "k" + key));
    Unit[] finishes = storage.apply(Groups.claiming(Claims.by("one").limit(TASKS / 2)))
        .claimed()
        .stream()
        .map(Finishes::completed)
        .toArray(Unit[]::new);
    storage.apply(Groups.of(finishes));
  }

  private static List<TaskId> submit(Storage storage, List<NewTask> tasks, String key) {
    Unit unit = new Unit.Submit(tasks, Optional.of(new IdempotencyKey("default", key, "hash")));
    return ((UnitResult.Applied) storage.apply(Groups.of(unit)).results().getFirst()).tasks();
  }

  private static void use(Storage storage) {
    Placement beside = new Placement(Map.of(), Set.of("one"), Duration.ofMinutes(1));
    Claims claims = Claims.by("two").limit(4).placement(beside);
    // Often enough that the driver prepares its statements and PostgreSQL settles on a plan for any parameter.
    for (int round = 0; round < 20; round++) {
      List<ClaimedTask> running = storage.apply(Groups.claiming(claims)).claimed();
      assertThat(running).hasSize(4);
      storage.renew(running.stream().map(ClaimedTask::lease).toList(), Duration.ofMinutes(1));
      storage.running(Optional.of("two"));
      storage.servers().servers();
      storage.running(Optional.empty());
      storage.apply(Groups.of(running.stream().map(Finishes::completed).toArray(Unit[]::new)));
      TaskId ended = running.getFirst().task().id();
      submit(storage, List.of(aTask().dependsOn(ended).build()), "again" + round);
      reads(storage, ended);
    }
    TaskId alone = submit(storage, List.of(aTask().claimOrder(-1).label("a", "b").build()), "alone").getFirst();
    storage.apply(Groups.of(Finishes.completed(storage.apply(Groups.claiming(Claims.by("two"))).claimed().getFirst())));
    storage.apply(Groups.of(new Unit.Delete(alone, Drafts.event(EventTypes.TASK_DELETED))));
    storage.pruning().endedBefore(SettableClock.START, 10);
    storage.pruning().removeEvents(SettableClock.START, 10);
    storage.pruning().removeKeys(SettableClock.START, 10);
  }

  private static void reads(Storage storage, TaskId task) {
    storage.find(task);
    storage.input(task);
    storage.result(task);
    storage.attempts(task);
    storage.counts();
    storage.nextDue();
    storage.due(SettableClock.START, 10);
    storage.events(new EventFilter(5, Optional.empty(), 10));
    storage.events(new EventFilter(0, Optional.of(task), 10));
    for (Set<TaskStatus> statuses : List.of(Set.<TaskStatus>of(), Set.of(TaskStatus.PENDING))) {
      for (Map<String, String> labels : List.of(Map.<String, String>of(), Map.of("part", "p1"))) {
        storage.list(new TaskFilter("default", statuses, labels, Optional.empty(), Optional.empty(), 20));
        storage.list(new TaskFilter("default", statuses, labels, Optional.empty(), Optional.of(task), Optional.empty(),
            20));
      }
    }
  }

  /** Counters are complete when the connections that worked are gone. */
  private Map<String, Reads> reads(String database) throws SQLException {
    try (Connection connection = server.connect(database); Statement statement = connection.createStatement()) {
      await().atMost(Duration.ofSeconds(20)).until(() -> others(statement) == 0);
      Map<String, Reads> reads = new TreeMap<>();
      try (ResultSet rows = statement.executeQuery(
          "SELECT relname, seq_scan, COALESCE(idx_scan, 0) FROM pg_stat_user_tables WHERE relname IN " + GROWING)) {
        while (rows.next()) {
          reads.put(rows.getString(1), new Reads(rows.getLong(2), rows.getLong(3)));
        }
      }
      assertThat(reads).hasSize(7);
      return reads;
    }
  }

  private static int others(Statement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery(
        "SELECT count(*) FROM pg_stat_activity"
            + " WHERE datname = current_database() AND backend_type = 'client backend' AND pid <> pg_backend_pid()")) {
      row.next();
      return row.getInt(1);
    }
  }
}
