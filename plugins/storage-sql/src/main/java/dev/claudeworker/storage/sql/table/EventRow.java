package dev.claudeworker.storage.sql.table;

import dev.claudeworker.spi.dag.OrchestrationId;
import dev.claudeworker.spi.task.TaskEvent;
import dev.claudeworker.spi.task.TaskId;
import org.jspecify.annotations.Nullable;

/** An event as parameters: one method per column that is not a component of the event itself. */
public record EventRow(TaskEvent event) {

  public @Nullable Long task() {
    return event.task().map(TaskId::value).orElse(null);
  }

  public @Nullable Integer attempt() {
    return event.attempt().orElse(null);
  }

  public @Nullable Long orchestration() {
    return event.orchestration().map(OrchestrationId::value).orElse(null);
  }
}
