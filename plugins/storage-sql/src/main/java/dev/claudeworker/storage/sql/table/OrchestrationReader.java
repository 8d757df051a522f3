package dev.claudeworker.storage.sql.table;

import dev.claudeworker.spi.JsonCodec;
import dev.claudeworker.spi.dag.FailurePolicy;
import dev.claudeworker.spi.dag.Orchestration;
import dev.claudeworker.spi.dag.OrchestrationId;
import dev.claudeworker.spi.dag.OrchestrationSettings;
import dev.claudeworker.spi.dag.OrchestrationStatus;
import dev.claudeworker.spi.dag.OrchestrationTimes;
import dev.claudeworker.spi.dag.TaskCounts;
import dev.claudeworker.spi.task.Priority;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.task.TaskOrigin;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads an orchestration, in the order of {@link #COLUMNS}. */
final class OrchestrationReader extends RowReader<Orchestration> {

  static final String COLUMNS =
      """
          id, uuid, version, project_id, name, failure_policy, max_parallel, timeout_micros, priority, base_directory,
          status, pending_tasks, waiting_tasks, running_tasks, completed_tasks, failed_tasks, skipped_tasks, cancelled_tasks,
          created_at, started_at, ended_at, deadline,
          submitted_by, source, correlation_id, parent_task_id, traceparent
          """;

  OrchestrationReader(JsonCodec json) {
    super(json);
  }

  @Override
  Orchestration read(ColumnReader row) throws SQLException {
    return new Orchestration(
        new OrchestrationId(row.number()),
        row.uuid(),
        row.number(),
        row.text(),
        row.optionalText(),
        settings(row),
        row.word(OrchestrationStatus.class),
        counts(row),
        new OrchestrationTimes(row.instant(), row.optionalInstant(), row.optionalInstant(), row.optionalInstant()),
        origin(row));
  }

  private static OrchestrationSettings settings(ColumnReader row) throws SQLException {
    FailurePolicy policy = row.word(FailurePolicy.class);
    Optional<Integer> maxParallel = row.optionalCount();
    return new OrchestrationSettings(
        policy,
        maxParallel.isPresent() ? OptionalInt.of(maxParallel.get()) : OptionalInt.empty(),
        row.duration(),
        new Priority(row.count()),
        row.optionalText().map(Path::of));
  }

  private static TaskCounts counts(ColumnReader row) throws SQLException {
    return new TaskCounts(
        row.count(), row.count(), row.count(), row.count(), row.count(), row.count(), row.count());
  }

  private static TaskOrigin origin(ColumnReader row) throws SQLException {
    return new TaskOrigin(
        row.text(), row.text(), row.text(), row.optionalNumber().map(TaskId::new), row.optionalText());
  }
}
