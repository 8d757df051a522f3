package dev.claudeworker.storage.sql.table;

import dev.claudeworker.spi.dag.OrchestrationId;
import dev.claudeworker.spi.task.TaskEvent;
import dev.claudeworker.spi.task.TaskId;
import java.sql.SQLException;

/** An event that is written, in the order of {@link EventReader#COLUMNS}. */
public record EventRow(TaskEvent event) implements BoundRow {

  @Override
  public void bind(ColumnWriter columns) throws SQLException {
    columns.number(event.sequence())
        .text(event.type())
        .count(event.typeVersion())
        .text(event.project())
        .text(event.actor())
        .number(event.task().map(TaskId::value))
        .count(event.attempt())
        .number(event.orchestration().map(OrchestrationId::value))
        .text(event.correlationId())
        .instant(event.at())
        .object(event.data());
  }
}
