package dev.claudeworker.plugin.h2;

import static dev.claudeworker.spi.testkit.NewOrchestrations.anOrchestration;
import static dev.claudeworker.spi.testkit.NewTasks.aTask;
import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.plugin.h2.StatementRecorder.Execution;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.dag.OrchestrationId;
import dev.claudeworker.spi.storage.ClaimedTask;
import dev.claudeworker.spi.storage.EventFilter;
import dev.claudeworker.spi.storage.GateChange;
import dev.claudeworker.spi.storage.IdempotencyKey;
import dev.claudeworker.spi.storage.ProgressUpdate;
import dev.claudeworker.spi.storage.Storage;
import dev.claudeworker.spi.storage.TaskFilter;
import dev.claudeworker.spi.storage.Unit;
import dev.claudeworker.spi.storage.UnitResult;
import dev.claudeworker.spi.task.EventTypes;
import dev.claudeworker.spi.task.Gate;
import dev.claudeworker.spi.task.GateScope;
import dev.claudeworker.spi.task.Progress;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.task.TaskStatus;
import dev.claudeworker.spi.task.Usage;
import dev.claudeworker.spi.testkit.Claims;
import dev.claudeworker.spi.testkit.Drafts;
import dev.claudeworker.spi.testkit.Finishes;
import dev.claudeworker.spi.testkit.Groups;
import dev.claudeworker.spi.testkit.Moves;
import dev.claudeworker.spi.testkit.NewTasks;
import dev.claudeworker.spi.testkit.SettableClock;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which statements the storage runs, how many, and by which index H2 finds their rows. */
final class StatementsIT {

  /** Tables that hold one row, or a few however many tasks there are. */
  private static final Set<String> SMALL =
      Set.of("TASK_HEAD", "EVENT_HEAD", "ORCHESTRATION_HEAD", "ACCOUNT", "STATUS_COUNT", "GATE", "BACKWARD_EDGE");

  private static final Pattern TABLE_WITH_PLAN =
      Pattern.compile("\"PUBLIC\"\\.\"(\\w+)\"(?: \"\\w+\")?\\s*/\\* ([^*]*)\\*/");

  private static final Pattern TIME_OR_CHANCE =
      Pattern.compile("CURRENT_|NOW\\(|LOCALTIME|RAND|UUID\\(|NEXT VALUE|SYSDATE", Pattern.CASE_INSENSITIVE);

  /** What orchestrations and lanes brought. */
  private static final Pattern NEW_TABLES =
      Pattern.compile("(FROM|UPDATE|INTO) (orchestration|orchestration_head|lane|backward_edge)\\b");

  @TempDir
  Path directory;

  private RecordedStorage recorded;

  @BeforeEach
  void open() {
    recorded = new RecordedStorage(directory);
  }

  @AfterEach
  void close() {
    recorded.close();
  }

  @Test
  void noStatementWalksOverATableThatGrows() throws SQLException {
    fill(2_000);
    recorded.recorder.take();
    useEverything();
    new GraphUse(recorded.storage).all();
    Map<String, Execution> statements = new LinkedHashMap<>();
    recorded.recorder.take().forEach(execution -> statements.put(execution.sql(), execution));

    assertThat(statements).as("distinct statements").hasSizeGreaterThan(80);
    try (Connection connection = recorded.database.source().getConnection()) {
      connection.createStatement().execute("ANALYZE");
      for (Execution statement : statements.values()) {
        if (!statement.sql().contains("VALUES (")) {
          usesIndexes(explain(connection, statement));
        }
      }
    }
  }

  /** The journal runs them again later. */
  @Test
  void noStatementAsksForTheTimeOrForChance() {
    fill(10);
    useEverything();
    new GraphUse(recorded.storage).all();

    assertThat(recorded.recorder.take()).hasSizeGreaterThan(80)
        .extracting(Execution::sql)
        .noneMatch(sql -> TIME_OR_CHANCE.matcher(sql).find());
  }

  private static void usesIndexes(String plan) {
    Matcher table = TABLE_WITH_PLAN.matcher(plan);
    int found = 0;
    while (table.find()) {
      found++;
      if (!SMALL.contains(table.group(1))) {
        assertThat(table.group(2)).as(plan).doesNotContain("tableScan");
      }
    }
    assertThat(found).as(plan).isPositive();
    if (plan.contains("FETCH FIRST")) {
      assertThat(plan).as("rows come in the order of an index").contains("/* index sorted */");
    }
  }

  @Test
  void aGroupTakesAsManyStatementsForFourTasksAsForForty() {
    int four = statements(4);
    int forty = statements(40);

    assertThat(forty).isEqualTo(four);
    assertThat(four).as("round trips of a group that finishes and claims").isLessThanOrEqualTo(19);
  }

  @Test
  void aGroupWithoutOrchestrationsAndLanesKnowsNothingOfThem() {
    assertThat(group(4)).extracting(Execution::sql).noneMatch(sql -> NEW_TABLES.matcher(sql).find());
  }

  @Test
  void aGroupOfAnOrchestrationTakesAsManyStatementsForFourTasksAsForForty() {
    int four = graphStatements(4);
    int forty = graphStatements(40);

    assertThat(forty).isEqualTo(four);
  }

  /** Statements of one group that finishes tasks of an orchestration, releases as many and claims them. */
  private int graphStatements(int tasks) {
    NewTasks[] graph = new NewTasks[3 * tasks];
    for (int index = 0; index < graph.length; index++) {
      graph[index] = aTask().named("t" + index).claimOrder(index);
      if (index >= tasks) {
        graph[index].dependsOnSubmitted(index - tasks);
      }
    }
    recorded.storage.apply(Groups.of(anOrchestration().submit(graph)));
    Claims claims = Claims.by("one").limit(tasks);
    List<ClaimedTask> running = recorded.storage.apply(Groups.claiming(claims)).claimed();
    assertThat(running).hasSize(tasks);
    recorded.recorder.take();
    Unit[] finishes = running.stream().map(Finishes::completed).toArray(Unit[]::new);
    List<ClaimedTask> next = recorded.storage.apply(Groups.claiming(claims, finishes)).claimed();
    assertThat(next).hasSize(tasks);
    int statements = recorded.recorder.take().size();
    next.forEach(one -> recorded.storage.apply(Groups.of(Finishes.failed(one))));
    return statements;
  }

  private int statements(int tasks) {
    return group(tasks).size();
  }

  /** Statements of one group that finishes tasks and claims as many. */
  private List<Execution> group(int tasks) {
    fill(3 * tasks);
    Claims claims = Claims.by("one").limit(tasks);
    List<ClaimedTask> running = recorded.storage.apply(Groups.claiming(claims)).claimed();
    Unit[] finishes = running.stream().map(Finishes::completed).toArray(Unit[]::new);
    recorded.recorder.take();
    List<ClaimedTask> next = recorded.storage.apply(Groups.claiming(claims, finishes)).claimed();
    assertThat(next).hasSize(tasks);
    return recorded.recorder.take();
  }

  private void fill(int tasks) {
    for (int index = 0; index < tasks; index++) {
      NewTasks task = aTask().claimOrder(index).label("part", "p" + index % 100);
      recorded.storage.apply(Groups.of(Groups.submit(task)));
    }
  }

  private void useEverything() {
    Storage storage = recorded.storage;
    TaskId parent = submit(aTask().label("a", "b").claimOrder(-4).prompt("x".repeat(1_000)));
    TaskId child = submit(aTask().dependsOn(parent));
    List<ClaimedTask> running = storage.apply(Groups.claiming(Claims.by("one").limit(3))).claimed();
    storage.progress(List.of(new ProgressUpdate(running.getFirst().lease(), new Progress("doing", Usage.NONE))));
    storage.progress(List.of(new ProgressUpdate(running.getFirst().lease(), new Progress("done", Usage.NONE))));
    storage.renew(running.stream().map(ClaimedTask::lease).toList(), Duration.ofMinutes(1));
    storage.running(Optional.of("one"));
    storage.running(Optional.empty());
    storage.apply(
        Groups.of(
            new Unit.TakeOver(
                running.get(1).lease(),
                UUID.randomUUID(),
                Claims.holder("one"),
                Duration.ofMinutes(1),
                Drafts.event(EventTypes.TASK_ADOPTED)),
            new Unit.SaveResumeReference(running.get(2).lease(), "session"),
            new Unit.RequestCancel(running.get(2).task().id(), Drafts.event(EventTypes.TASK_CANCEL_REQUESTED))));
    storage.apply(Groups.of(Finishes.completed(running.getFirst(), "y".repeat(1_000))));
    storage.apply(Groups.of(new Unit.Submit(
        List.of(aTask().build()), Optional.of(new IdempotencyKey("default", "key", "hash")))));
    gates(GateScope.ALL);
    reads(parent);
    storage.apply(Groups.of(Moves.of(storage.find(child).orElseThrow()).cancelled().unit()));
    storage.apply(Groups.of(new Unit.Delete(parent, Drafts.event(EventTypes.TASK_DELETED))));
    lists();
    Instant longAgo = SettableClock.START.plus(Duration.ofDays(1));
    storage.pruning().endedBefore(longAgo, 10);
    storage.pruning().removeEvents(longAgo, 10);
    storage.pruning().removeKeys(longAgo, 10);
  }

  private void gates(GateScope scope) {
    Gate gate = new Gate(scope, "paused", SettableClock.START, Optional.empty(), JsonObject.EMPTY);
    recorded.storage.apply(
        Groups.of(
            new Unit.ChangeGate(new GateChange.Close(gate, Drafts.event(EventTypes.GATE_CLOSED))),
            new Unit.ChangeGate(new GateChange.Open(scope, "paused", Drafts.event(EventTypes.GATE_OPENED)))));
    recorded.storage.gates();
  }

  private void reads(TaskId task) {
    Storage storage = recorded.storage;
    storage.input(task);
    storage.result(task);
    storage.continuation(task);
    storage.attempts(task);
    storage.counts();
    storage.nextDue();
    storage.due(SettableClock.START, 10);
    storage.events(new EventFilter(5, Optional.empty(), 10));
    storage.events(new EventFilter(0, Optional.of(task), 10));
  }

  private void lists() {
    for (Set<TaskStatus> statuses : List.of(Set.<TaskStatus>of(), Set.of(TaskStatus.PENDING, TaskStatus.FAILED))) {
      for (Map<String, String> labels : List.of(Map.<String, String>of(), Map.of("part", "p1"),
          Map.of("part", "p1", "a", "b"))) {
        for (Optional<OrchestrationId> orchestration : List.of(
            Optional.<OrchestrationId>empty(), Optional.of(new OrchestrationId(1)))) {
          recorded.storage.list(
              new TaskFilter("default", statuses, labels, orchestration, Optional.of(new TaskId(1_000)), 20));
        }
        recorded.storage.list(new TaskFilter("default", statuses, labels, Optional.empty(),
            Optional.of(new TaskId(1)), Optional.of(new TaskId(1_000)), 20));
      }
    }
  }

  private TaskId submit(NewTasks task) {
    UnitResult result = recorded.storage.apply(Groups.of(Groups.submit(task))).results().getFirst();
    return ((UnitResult.Applied) result).tasks().getFirst();
  }

  private static String explain(Connection connection, Execution execution) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement("EXPLAIN " + execution.sql())) {
      for (var parameter : execution.parameters().entrySet()) {
        if (parameter.getValue() == StatementRecorder.Null.VALUE) {
          statement.setNull(parameter.getKey(), Types.NULL);
        } else {
          statement.setObject(parameter.getKey(), parameter.getValue());
        }
      }
      try (ResultSet plan = statement.executeQuery()) {
        plan.next();
        return plan.getString(1);
      }
    }
  }
}
