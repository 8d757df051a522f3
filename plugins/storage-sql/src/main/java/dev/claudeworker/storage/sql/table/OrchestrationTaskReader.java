package dev.claudeworker.storage.sql.table;

import dev.claudeworker.spi.JsonCodec;
import dev.claudeworker.spi.storage.OrchestrationTask;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.task.TaskStatus;
import java.sql.SQLException;

/** Reads a task for the list of its orchestration, without its upstream tasks, in the order of {@link #COLUMNS}. */
final class OrchestrationTaskReader extends RowReader<OrchestrationTask> {

  static final String COLUMNS = """
      t.id, t.status, t.wait_code, t.wait_until, t.wait_details,
      t.orchestration_id, t.identifier, t.unmet, t.skip_cause, t.continue_from, t.held,
      t.created_at, t.not_before, t.started_at, t.ended_at,
      t.prompt_preview, t.lane_key, t.initial_delay_micros, t.cost_micros, t.error_message, p.last_action
      """;

  OrchestrationTaskReader(JsonCodec json) {
    super(json);
  }

  @Override
  OrchestrationTask read(ColumnReader row) throws SQLException {
    return new OrchestrationTask(
        new TaskId(row.number()),
        row.word(TaskStatus.class),
        TaskReader.waitReason(row),
        TaskReader.place(row),
        TaskReader.times(row),
        row.text(),
        row.optionalText(),
        row.duration(),
        row.number(),
        row.optionalText(),
        row.optionalText());
  }
}
