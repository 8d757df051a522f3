package dev.claudeworker.storage.sql.table;

import dev.claudeworker.spi.dag.Orchestration;
import java.sql.SQLException;

/** All that can change of an orchestration. Its row is locked from the reading to the commit. */
public record OrchestrationUpdate(Orchestration orchestration) implements BoundRow {

  static final String SQL =
      """
          UPDATE orchestration SET
            version = ?, status = ?, total_tasks = ?,
            pending_tasks = ?, waiting_tasks = ?, running_tasks = ?, completed_tasks = ?, failed_tasks = ?, skipped_tasks = ?,
            cancelled_tasks = ?, started_at = ?, ended_at = ?, deadline = ?
          WHERE id = ?
          """;

  @Override
  public void bind(ColumnWriter columns) throws SQLException {
    columns.number(orchestration.version())
        .word(orchestration.status())
        .count(orchestration.counts().total());
    OrchestrationRow.bind(columns, orchestration.counts());
    OrchestrationRow.bind(columns, orchestration.times());
    columns.number(orchestration.id().value());
  }
}
