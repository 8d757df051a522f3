package dev.claudeworker.plugin.h2;

import static dev.claudeworker.spi.testkit.NewOrchestrations.anOrchestration;
import static dev.claudeworker.spi.testkit.NewTasks.aTask;
import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.spi.dag.OrchestrationId;
import dev.claudeworker.spi.storage.GraphReads.Direction;
import dev.claudeworker.spi.storage.NewTask;
import dev.claudeworker.spi.storage.Storage;
import dev.claudeworker.spi.storage.StoredRecord;
import dev.claudeworker.spi.storage.TaskFilter;
import dev.claudeworker.spi.storage.UnitResult;
import dev.claudeworker.spi.storage.UnitResult.Applied;
import dev.claudeworker.spi.storage.UnitResult.Refused;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.task.TaskStatus;
import dev.claudeworker.spi.testkit.Claims;
import dev.claudeworker.spi.testkit.Finishes;
import dev.claudeworker.spi.testkit.Groups;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Large graphs are written in several transactions, and are there whole or not at all. */
final class LargeGraphsIT {

  private static final int SIZE = 3_500;

  /** Two to the third part, each part in two: the first two parts are committed by then. */
  private static final int SENT = 5;

  private static final OrchestrationId FIRST = new OrchestrationId(1);
  private static final TaskId EARLIER = new TaskId(1);

  @TempDir
  Path directory;

  private RecordedStorage recorded;

  /** How often tasks of a graph were sent to the database. */
  private final AtomicInteger sent = new AtomicInteger();

  @BeforeEach
  void open() {
    recorded = new RecordedStorage(directory);
    recorded.storage.apply(Groups.of(Groups.submit(aTask().claimOrder(0))));
  }

  @AfterEach
  void close() {
    recorded.close();
  }

  @Test
  void aGraphThatIsBeingWrittenIsThereForNobody() throws SQLException {
    List<String> seen = new ArrayList<>();
    List<Long> written = new ArrayList<>();
    atTheThirdPart(() -> {
      seen.addAll(seen());
      written.add(rows("task"));
    });

    Applied graph = (Applied) submit();

    assertThat(written).as("rows of tasks in the database meanwhile").containsExactly(2_001L);
    assertThat(seen).isEmpty();
    assertThat(graph.tasks()).hasSize(SIZE);
    assertIsWhole(graph);
  }

  @Test
  void whatAFailureLeftIsUnseenAndRemovedBeforeTheNextIsWritten() throws SQLException {
    failAtTheThirdPart();

    assertThat(submit()).isInstanceOf(Refused.class);
    assertThat(rows("task")).as("what the failure left").isGreaterThan(2_000);
    assertThat(seen()).isEmpty();

    recorded.recorder.watch(execution -> {});
    Applied graph = (Applied) submit();
    assertThat(graph.tasks().getFirst()).isEqualTo(new TaskId(EARLIER.value() + 1));
    assertIsWhole(graph);
  }

  @Test
  void whatAServerLeftThatWasKilledIsRemovedWhenTheNextOneStarts() throws SQLException {
    failAtTheThirdPart();
    submit();
    recorded.close();

    recorded = new RecordedStorage(directory);

    assertThat(rows("task")).isEqualTo(1);
    assertThat(rows("edge") + rows("label") + rows("task_text") + rows("loading")).isZero();
    assertThat(recorded.storage.counts()).containsEntry(TaskStatus.PENDING, 1L).containsEntry(TaskStatus.WAITING, 0L);
    assertIsWhole((Applied) submit());
  }

  /** Everything that a reader could see of the graph. */
  private List<String> seen() {
    Storage storage = recorded.storage;
    TaskId loaded = new TaskId(100);
    List<String> seen = new ArrayList<>();
    storage.list(all(Map.of())).tasks().forEach(task -> seen.add("listed: " + task.id()));
    storage.list(all(Map.of("part", "of a graph"))).tasks().forEach(task -> seen.add("found by label: " + task.id()));
    storage.find(loaded).ifPresent(task -> seen.add("found: " + task.id()));
    storage.find(List.of(EARLIER, loaded)).forEach(task -> seen.add("found with others: " + task.id()));
    storage.input(loaded).ifPresent(input -> seen.add("input: " + input));
    storage.graphs().orchestration(FIRST).ifPresent(row -> seen.add("orchestration"));
    storage.graphs().tasks(FIRST, Optional.empty(), 9).forEach(task -> seen.add("member: " + task.id()));
    storage.graphs().identifiers(FIRST, Set.of("t99")).keySet().forEach(name -> seen.add("named: " + name));
    storage.graphs().dependencies(loaded, 9).upstream().forEach(edge -> seen.add("upstream: " + edge.task()));
    storage.graphs().related(loaded, Direction.DOWN, 9).tasks().forEach(one -> seen.add("related: " + one.task()));
    storage.due(storage.now(), 9).forEach(task -> seen.add("due: " + task.id()));
    try (var snapshot = storage.transfer().snapshot()) {
      snapshot.read(row -> {
        if (row instanceof StoredRecord.OfTask task) {
          seen.add("exported: " + task.task().id());
        } else if (row instanceof StoredRecord.OfDependency dependency) {
          seen.add("exported: " + dependency);
        }
      });
    }
    seen.removeIf(line -> line.matches("(listed|found with others|exported): " + EARLIER));
    return seen;
  }

  private static TaskFilter all(Map<String, String> labels) {
    return new TaskFilter("default", Set.of(), labels, Optional.empty(), Optional.empty(), 9);
  }

  private void assertIsWhole(Applied graph) throws SQLException {
    Storage storage = recorded.storage;
    OrchestrationId id = graph.orchestration().orElseThrow();
    assertThat(storage.graphs().orchestration(id).orElseThrow().counts().total()).isEqualTo(SIZE);
    var tasks = storage.graphs().tasks(id, Optional.empty(), 2 * SIZE);
    assertThat(tasks).hasSize(SIZE);
    assertThat(tasks.getLast().place().dependsOn()).containsExactly(tasks.get(SIZE - 2).id());
    assertThat(storage.list(all(Map.of("part", "of a graph"))).tasks()).hasSize(9);
    assertThat(storage.counts()).containsEntry(TaskStatus.WAITING, SIZE - 1L);
    assertThat(rows("loading")).isZero();
    var running = storage.apply(Groups.claiming(Claims.by("one").limit(2))).claimed();
    storage.apply(Groups.of(Finishes.completed(running.getLast())));
    assertThat(storage.graphs().tasks(id, Optional.empty(), 2).getLast().status()).isEqualTo(TaskStatus.PENDING);
  }

  private UnitResult submit() {
    List<NewTask> chain = new ArrayList<>();
    for (int index = 0; index < SIZE; index++) {
      var task = aTask().named("t" + index).claimOrder(index).label("part", "of a graph").prompt("p".repeat(300));
      chain.add((index == 0 ? task : task.dependsOnSubmitted(index - 1)).withoutEvent().build());
    }
    return recorded.storage.apply(Groups.of(anOrchestration().submit(chain))).results().getFirst();
  }

  private void failAtTheThirdPart() {
    atTheThirdPart(() -> {
      throw new IllegalStateException("made to fail");
    });
  }

  private void atTheThirdPart(Action action) {
    sent.set(0);
    recorded.recorder.watch(execution -> {
      if (execution.sql().startsWith("INSERT INTO task (") && sent.incrementAndGet() % SENT == 0) {
        action.run();
      }
    });
  }

  @FunctionalInterface
  private interface Action {
    void run();
  }

  private long rows(String table) {
    try (Connection connection = recorded.database.source().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT COUNT(*) FROM " + table)) {
      row.next();
      return row.getLong(1);
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }
}
