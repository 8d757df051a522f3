package dev.claudeworker.storage.sql.table;

import dev.claudeworker.spi.task.ResultSummary;
import dev.claudeworker.spi.task.Task;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.task.TaskState;
import java.sql.SQLException;
import java.util.Optional;

/**
 * A task that comes from another store, in the order of {@link #COLUMNS}: also what is empty while a task is new.
 *
 * @param stored the task
 * @param lastServer on which its last attempt was claimed
 */
public record MovedTaskRow(StoredTask stored, Optional<String> lastServer) implements BoundRow {

  static final String COLUMNS = NewTaskRow.COLUMNS + """
      , skip_cause, started_at, ended_at, resume_ref,
      error_code, error_category, error_retry_helps, error_message, error_suggestion, error_details,
      result_preview, result_length, denied_tool_calls, last_server
      """;

  @Override
  public void bind(ColumnWriter columns) throws SQLException {
    new NewTaskRow(stored).bind(columns);
    Task task = stored.task();
    TaskState state = task.state();
    columns.number(task.place().skippedBecauseOf().map(TaskId::value))
        .instant(task.times().started())
        .instant(task.times().ended())
        .text(state.resumeReference())
        .failure(state.failure())
        .text(state.result().map(ResultSummary::preview))
        .number(state.result().map(ResultSummary::textLength))
        .count(state.result().map(ResultSummary::deniedToolCalls))
        .text(lastServer);
  }
}
