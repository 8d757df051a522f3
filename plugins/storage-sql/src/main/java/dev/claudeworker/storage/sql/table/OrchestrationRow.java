package dev.claudeworker.storage.sql.table;

import dev.claudeworker.spi.dag.Orchestration;
import dev.claudeworker.spi.dag.OrchestrationSettings;
import dev.claudeworker.spi.dag.OrchestrationTimes;
import dev.claudeworker.spi.dag.TaskCounts;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.task.TaskOrigin;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;

/** An orchestration that is written for the first time, in the order of {@link OrchestrationReader#COLUMNS}, and the total. */
public record OrchestrationRow(Orchestration orchestration) implements BoundRow {

  @Override
  public void bind(ColumnWriter columns) throws SQLException {
    OrchestrationSettings settings = orchestration.settings();
    columns.number(orchestration.id().value())
        .uuid(orchestration.uuid())
        .number(orchestration.version())
        .text(orchestration.project())
        .text(orchestration.name())
        .word(settings.failurePolicy())
        .count(settings.maxParallel().isPresent() ? Optional.of(settings.maxParallel().getAsInt()) : Optional.empty())
        .duration(settings.timeout())
        .count(settings.priority().value())
        .text(settings.baseDirectory().map(Path::toString))
        .word(orchestration.status());
    bind(columns, orchestration.counts());
    columns.instant(orchestration.times().created());
    bind(columns, orchestration.times());
    TaskOrigin origin = orchestration.origin();
    columns.text(origin.submittedBy())
        .text(origin.source())
        .text(origin.correlationId())
        .number(origin.parentTask().map(TaskId::value))
        .text(origin.traceparent())
        .count(orchestration.counts().total());
  }

  static void bind(ColumnWriter columns, TaskCounts counts) throws SQLException {
    columns.count(counts.pending())
        .count(counts.waiting())
        .count(counts.running())
        .count(counts.completed())
        .count(counts.failed())
        .count(counts.skipped())
        .count(counts.cancelled());
  }

  static void bind(ColumnWriter columns, OrchestrationTimes times) throws SQLException {
    columns.instant(times.started()).instant(times.ended()).instant(times.deadline());
  }
}
