package dev.claudeworker.storage.sql.table;

import dev.claudeworker.spi.JsonCodec;
import dev.claudeworker.spi.dag.OrchestrationId;
import dev.claudeworker.spi.task.TaskEvent;
import dev.claudeworker.spi.task.TaskId;
import java.sql.SQLException;

/** Reads an event in the order of {@link #COLUMNS}. */
final class EventReader extends RowReader<TaskEvent> {

  static final String COLUMNS = "seq, type, type_version, project_id, actor, task_id, attempt, orchestration_id, "
      + "correlation_id, occurred_at, data";

  EventReader(JsonCodec json) {
    super(json);
  }

  @Override
  TaskEvent read(ColumnReader row) throws SQLException {
    return new TaskEvent(
        row.number(),
        row.text(),
        row.count(),
        row.text(),
        row.text(),
        row.optionalNumber().map(TaskId::new),
        row.optionalCount(),
        row.optionalNumber().map(OrchestrationId::new),
        row.text(),
        row.instant(),
        row.object());
  }
}
