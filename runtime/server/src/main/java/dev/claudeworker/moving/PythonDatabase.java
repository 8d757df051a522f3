package dev.claudeworker.moving;

import dev.claudeworker.spi.JsonCodec;
import dev.claudeworker.spi.JsonSyntaxException;
import dev.claudeworker.spi.JsonValue.JsonArray;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.JsonValue.JsonString;
import dev.claudeworker.spi.dag.EdgeCondition;
import dev.claudeworker.spi.dag.IfBroken;
import dev.claudeworker.spi.dag.Orchestration;
import dev.claudeworker.spi.dag.OrchestrationId;
import dev.claudeworker.spi.dag.OrchestrationSettings;
import dev.claudeworker.spi.dag.OrchestrationStatus;
import dev.claudeworker.spi.dag.OrchestrationTimes;
import dev.claudeworker.spi.dag.TaskCounts;
import dev.claudeworker.spi.storage.StoreHeads;
import dev.claudeworker.spi.storage.StoredRecord;
import dev.claudeworker.spi.task.EventTypes;
import dev.claudeworker.spi.task.TaskEvent;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.task.TaskOrigin;
import dev.claudeworker.spi.task.TaskSettings;
import dev.claudeworker.spi.task.TaskStatus;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;

/** Reads tasks and orchestrations of the Python version, row by row. */
final class PythonDatabase {

  private final Connection connection;
  private final JsonCodec json;
  private final Path home;

  /** Who is called what, by orchestration: dependencies there are names. */
  private final Map<Long, Map<String, TaskId>> names = new HashMap<>();
  private final Map<Long, TaskCounts> counts = new HashMap<>();
  private final Set<Long> orchestrations = new TreeSet<>();
  private long lastTask;
  private long lastOrchestration;
  private long events;
  private long unfinished;

  /** A database that is open; paths in it are relative to a home. */
  PythonDatabase(Connection connection, JsonCodec json, Path home) {
    this.connection = connection;
    this.json = json;
    this.home = home;
  }

  @FunctionalInterface
  private interface RowUse {
    void use(PythonRow row);
  }

  /** Whether it has the tables of that version. */
  boolean isOfThePythonVersion() throws SQLException {
    Set<String> columns = new HashSet<>();
    try (ResultSet found = connection.getMetaData().getColumns(null, null, "tasks", "%")) {
      while (found.next()) {
        columns.add(found.getString("COLUMN_NAME").toLowerCase(Locale.ROOT));
      }
    }
    return columns.containsAll(Set.of("id", "status", "execution_prompt", "working_directory", "created_at"));
  }

  /** Looks through all tasks once; needed before anything is read. */
  void survey() throws SQLException {
    tasks(task -> {
      lastTask = Math.max(lastTask, task.id().value());
      unfinished += task.status() == TaskStatus.CANCELLED ? 1 : 0;
      task.orchestration().ifPresent(id -> {
        orchestrations.add(id.value());
        counts.merge(id.value(), TaskCounts.NONE.plus(task.status(), 1), TaskCounts::plus);
        task.row()
            .text("identifier")
            .ifPresent(name -> names.computeIfAbsent(id.value(), key -> new HashMap<>()).put(name, task.id()));
      });
      events += 2;
    });
    if (hasOrchestrations()) {
      rows("orchestrations", row -> {
        orchestrations.add(row.id());
        lastOrchestration = Math.max(lastOrchestration, row.id());
      });
    }
    lastOrchestration = orchestrations.stream().mapToLong(Long::longValue).reduce(lastOrchestration, Math::max);
  }

  StoreHeads heads() {
    return new StoreHeads(lastTask, lastOrchestration, events);
  }

  /** How many tasks had not ended. */
  long unfinished() {
    return unfinished;
  }

  private boolean hasOrchestrations() throws SQLException {
    try (ResultSet found = connection.getMetaData().getTables(null, null, "orchestrations", null)) {
      return found.next();
    }
  }

  private void rows(String table, RowUse use) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT * FROM " + table + " ORDER BY id")) {
      while (rows.next()) {
        use.use(PythonRow.of(rows));
      }
    }
  }

  private void tasks(Consumer<PythonTask> use) throws SQLException {
    rows("tasks", row -> use.accept(PythonTask.of(row)));
  }

  void read(Consumer<StoredRecord> records) throws SQLException {
    readOrchestrations(records);
    tasks(task -> records.accept(task.record(List.copyOf(upstreams(task)), home)));
    tasks(task -> upstreams(task).forEach(upstream -> records.accept(new StoredRecord.OfDependency(
        upstream, task.id(), EdgeCondition.COMPLETED, IfBroken.SKIP, task.created()))));
    long[] number = {0};
    tasks(task -> {
      records.accept(event(++number[0], EventTypes.TASK_SUBMITTED, task, task.created()));
      records.accept(event(++number[0], "task." + task.status().name().toLowerCase(Locale.ROOT), task, task.ended()));
    });
  }

  private void readOrchestrations(Consumer<StoredRecord> records) throws SQLException {
    Set<Long> missing = new TreeSet<>(orchestrations);
    if (hasOrchestrations()) {
      rows("orchestrations", row -> {
        missing.remove(row.id());
        records.accept(orchestration(row.id(), row));
      });
    }
    // Of old versions a task may name one whose row is gone.
    missing.forEach(id -> records.accept(orchestration(id, new PythonRow(Map.of()))));
  }

  private StoredRecord orchestration(long id, PythonRow row) {
    Instant created = row.time("created_at").orElse(Instant.EPOCH);
    TaskCounts tasks = counts.getOrDefault(id, TaskCounts.NONE);
    return new StoredRecord.OfOrchestration(new Orchestration(
        new OrchestrationId(id),
        UUID.nameUUIDFromBytes(("python orchestration " + id + " " + created).getBytes(StandardCharsets.UTF_8)),
        1, TaskSettings.DEFAULT_PROJECT, Optional.empty(), OrchestrationSettings.DEFAULT, status(row, tasks), tasks,
        new OrchestrationTimes(created, row.time("started_at"), row.time("ended_at").or(() -> Optional.of(created)),
            Optional.empty()),
        new TaskOrigin("import", "import", "python-orchestration-" + id, Optional.empty(), Optional.empty())));
  }

  private static OrchestrationStatus status(PythonRow row, TaskCounts tasks) {
    return switch (row.status()) {
      case "completed" -> OrchestrationStatus.COMPLETED;
      case "failed" -> OrchestrationStatus.FAILED;
      default -> tasks.failed() > 0 ? OrchestrationStatus.FAILED : OrchestrationStatus.CANCELLED;
    };
  }

  private static StoredRecord event(long number, String type, PythonTask task, Instant at) {
    return new StoredRecord.OfEvent(new TaskEvent(
        number, type, 1, TaskSettings.DEFAULT_PROJECT, "import", Optional.of(task.id()), Optional.empty(),
        task.orchestration(), "python-" + task.id(), at, JsonObject.EMPTY.with("imported_from", "python")));
  }

  /** By number; names that nobody has are left out. */
  private Set<TaskId> upstreams(PythonTask task) {
    Map<String, TaskId> known = task.orchestration()
        .map(id -> names.getOrDefault(id.value(), Map.of()))
        .orElse(Map.of());
    Set<TaskId> upstreams = new TreeSet<>();
    for (String name : task.row().text("depends_on").map(this::texts).orElse(List.of())) {
      Optional.ofNullable(known.get(name)).filter(id -> !id.equals(task.id())).ifPresent(upstreams::add);
    }
    return upstreams;
  }

  private List<String> texts(String array) {
    try {
      return json.parse(array) instanceof JsonArray(var items)
          ? items.stream()
              .map(item -> item instanceof JsonString(String text) ? text : null)
              .filter(Objects::nonNull)
              .toList()
          : List.of();
    } catch (JsonSyntaxException unreadable) {
      return List.of();
    }
  }
}
