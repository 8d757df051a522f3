package dev.claudeworker.dag;

import static dev.claudeworker.spi.task.EventTypes.TASK_DELAYED;
import static dev.claudeworker.spi.task.EventTypes.TASK_READY;
import static dev.claudeworker.spi.task.EventTypes.TASK_SKIPPED;

import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.dag.EdgeCondition;
import dev.claudeworker.spi.storage.DependentTask;
import dev.claudeworker.spi.storage.DependentTask.ResolvedEdge;
import dev.claudeworker.spi.storage.DownstreamRule;
import dev.claudeworker.spi.storage.EventDraft;
import dev.claudeworker.spi.storage.TaskCounters;
import dev.claudeworker.spi.storage.TaskMove;
import dev.claudeworker.spi.task.Continuation;
import dev.claudeworker.spi.task.Task;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.task.TaskState;
import dev.claudeworker.spi.task.TaskStatus;
import dev.claudeworker.spi.task.WaitReason;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Decides what follows for tasks whose upstream tasks ended: skipped as soon as one edge can no longer be satisfied, due as
 * soon as all are, after the task's own delay. Storage calls it level by level, so a cascade needs no recursion here.
 */
public final class DagScheduler implements DownstreamRule {

  private static final String ACTOR = "scheduler";

  private final ReadyOrder order;
  private final Instant now;

  /** A rule for one group: the same moment for everything that it decides. */
  public DagScheduler(ReadyOrder order, Instant now) {
    this.order = order;
    this.now = now;
  }

  @Override
  public List<TaskMove> decide(List<DependentTask> dependents) {
    return dependents.stream().flatMap(dependent -> decide(dependent).stream()).toList();
  }

  private Optional<TaskMove> decide(DependentTask dependent) {
    var broken =
        dependent.resolved()
            .stream()
            .filter(edge -> !isSatisfied(edge))
            .min(Comparator.comparing(ResolvedEdge::upstream));
    if (broken.isPresent()) {
      return Optional.of(skip(dependent.task(), broken.get()));
    }
    return dependent.task().place().unmet() == 0 ? Optional.of(release(dependent.task())) : Optional.empty();
  }

  /** Whether the end of an upstream task is what the edge asks for. */
  static boolean isSatisfied(ResolvedEdge edge) {
    return switch (edge.on()) {
      case COMPLETED -> edge.status() == TaskStatus.COMPLETED;
      case ENDED -> edge.status().isFinal();
      case FAILED -> edge.status() == TaskStatus.FAILED;
    };
  }

  private TaskMove skip(Task task, ResolvedEdge because) {
    var data =
        JsonObject.EMPTY
            .with("status", TaskStatus.SKIPPED.word())
            .with("because_of", because.upstream().value())
            .with("upstream_status", because.status().word())
            .with("needed", needed(because.on()));
    return move(
        task, TaskStatus.SKIPPED, Optional.empty(), OptionalLong.empty(), Optional.of(because.upstream()),
        event(TASK_SKIPPED, task, data));
  }

  private TaskMove release(Task task) {
    var delay = task.settings().initialDelay();
    if (delay.isZero()) {
      return move(
          task, TaskStatus.PENDING, Optional.empty(), OptionalLong.of(order.of(task, now)), Optional.empty(),
          event(TASK_READY, task, JsonObject.EMPTY.with("status", TaskStatus.PENDING.word())));
    }
    var due = now.plus(delay);
    var data = JsonObject.EMPTY.with("status", TaskStatus.WAITING.word()).with("until", due.toString());
    return move(
        task, TaskStatus.WAITING, Optional.of(due), OptionalLong.of(order.of(task, due)), Optional.empty(),
        event(TASK_DELAYED, task, data));
  }

  private TaskMove move(
      Task task,
      TaskStatus to,
      Optional<Instant> due,
      OptionalLong claimOrder,
      Optional<TaskId> skippedBecauseOf,
      EventDraft event) {
    TaskState state = task.state();
    return new TaskMove(
        task.id(),
        TaskStatus.WAITING,
        to,
        due.map(until -> WaitReason.of(WaitReason.DELAY, Optional.of(until))),
        due,
        claimOrder,
        new TaskCounters(state.failuresCounted(), state.lost(), state.suspensions()),
        state.resumeReference().map(reference -> new Continuation(reference, Optional.empty())),
        state.failure(),
        Optional.empty(),
        skippedBecauseOf,
        now,
        List.of(event));
  }

  private EventDraft event(String type, Task task, JsonObject data) {
    var settings = task.settings();
    return new EventDraft(
        type, 1, settings.project(), ACTOR, Optional.empty(), settings.origin().correlationId(), now, data);
  }

  private static String needed(EdgeCondition on) {
    return switch (on) {
      case COMPLETED -> "completed";
      case ENDED -> "ended";
      case FAILED -> "failed";
    };
  }
}
