package dev.claudeworker.spi.testkit.memory;

import dev.claudeworker.spi.dag.OrchestrationId;
import dev.claudeworker.spi.storage.RestMove;
import dev.claudeworker.spi.task.Held;
import dev.claudeworker.spi.task.Task;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.task.TaskStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** What a move of an orchestration does to its tasks. */
final class Rests {

  private final Tables tables;
  private final TaskWriter writer;
  private final Lanes lanes;

  Rests(Tables tables, TaskWriter writer, Lanes lanes) {
    this.tables = tables;
    this.writer = writer;
    this.lanes = lanes;
  }

  void apply(RestMove rest, OrchestrationId id, Instant at) {
    switch (rest) {
      case RestMove.Cancel cancel -> cancel(cancel, id, at);
      case RestMove.Hold hold -> each(id, task -> task.status() == TaskStatus.PENDING,
          task -> tables.tasks.put(TaskChanges.withHeld(task, Optional.of(Held.PAUSED))));
      case RestMove.Release release -> each(id, task -> task.place().held().filter(Held.PAUSED::equals).isPresent(),
          task -> tables.tasks.put(lanes.unpaused(task)));
      case RestMove.Retry retry -> retry(retry, id);
    }
  }

  private void each(OrchestrationId id, Predicate<Task> which, Consumer<Task> change) {
    for (TaskId task : tables.orchestrations.tasksOf(id, Optional.empty())) {
      tables.tasks.get(task).filter(which).ifPresent(change);
    }
  }

  private void cancel(RestMove.Cancel cancel, OrchestrationId id, Instant at) {
    each(id, task -> task.status() == TaskStatus.PENDING || task.status() == TaskStatus.WAITING, task -> {
      tables.events.add(cancel.taskEvent(), writer.replace(task, TaskChanges.cancelled(task, at)));
    });
    cancel.runningEvent()
        .ifPresent(event -> each(
            id,
            task -> task.status() == TaskStatus.RUNNING && !task.state().cancelRequested(),
            task -> {
              tables.tasks.put(TaskChanges.cancelRequested(task));
              tables.events.add(event, task);
            }));
  }

  private void retry(RestMove.Retry retry, OrchestrationId id) {
    List<TaskId> ended =
        tables.orchestrations.tasksOf(id, Optional.empty()).stream().filter(this::isRetried).toList();
    for (TaskId task : ended) {
      Task row = tables.tasks.get(task).orElseThrow();
      tables.continuations.remove(task);
      writer.replace(row, TaskChanges.retried(row, retry.claimOrder()));
      tables.events.add(retry.taskEvent(), row);
    }
    ended.forEach(this::release);
  }

  private boolean isRetried(TaskId id) {
    return switch (tables.tasks.get(id).orElseThrow().status()) {
      case FAILED, SKIPPED, CANCELLED -> true;
      case PENDING, WAITING, RUNNING, COMPLETED -> false;
    };
  }

  private void release(TaskId id) {
    Task task = tables.tasks.get(id).orElseThrow();
    boolean broken = tables.edges.upstreamsOf(id)
        .stream()
        .anyMatch(edge -> tables.tasks.get(edge.upstream())
            .filter(upstream -> upstream.status().isFinal() && !edge.isSatisfied(upstream.status()))
            .isPresent());
    if (broken) {
      writer.ask(id);
    } else if (task.place().unmet() == 0) {
      writer.replace(task, TaskChanges.released(task));
    }
  }
}
