package dev.claudeworker.dag;

import static dev.claudeworker.spi.task.EventTypes.TASK_DELAYED;
import static dev.claudeworker.spi.task.EventTypes.TASK_HELD;
import static dev.claudeworker.spi.task.EventTypes.TASK_READY;
import static dev.claudeworker.spi.task.EventTypes.TASK_SKIPPED;

import dev.claudeworker.spi.JsonValue.JsonBoolean;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.dag.EdgeCondition;
import dev.claudeworker.spi.dag.IfBroken;
import dev.claudeworker.spi.dag.OrchestrationId;
import dev.claudeworker.spi.storage.DependentTask;
import dev.claudeworker.spi.storage.DependentTask.ResolvedEdge;
import dev.claudeworker.spi.storage.DownstreamRule;
import dev.claudeworker.spi.storage.EventDraft;
import dev.claudeworker.spi.storage.OrchestrationMove;
import dev.claudeworker.spi.storage.OrchestrationProgress;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Decides what follows for tasks whose upstream tasks ended: skipped (or held, as the edge says) as soon as one edge can no
 * longer be satisfied, due as soon as all are, after the task's own delay; and then what follows for their orchestration.
 * Storage calls it level by level, so a cascade needs no recursion here.
 */
public final class DagScheduler implements DownstreamRule {

  private static final String ACTOR = "scheduler";

  /** In the details of a wait: nothing but a person ends it. */
  private static final String HELD = "held";

  private final ReadyOrder order;
  private final Instant now;
  private final OrchestrationRule orchestrations;

  /** A rule for one group: the same moment for everything that it decides. */
  public DagScheduler(ReadyOrder order, Instant now) {
    this.order = order;
    this.now = now;
    this.orchestrations = new OrchestrationRule(ACTOR, now);
  }

  @Override
  public List<TaskMove> decide(List<DependentTask> dependents) {
    // What this very call makes pending is not in the counts yet.
    Map<OrchestrationId, Integer> released = new HashMap<>();
    return dependents.stream().flatMap(dependent -> decide(dependent, released).stream()).toList();
  }

  @Override
  public Optional<OrchestrationMove> settle(OrchestrationProgress progress) {
    return orchestrations.settle(progress);
  }

  private Optional<TaskMove> decide(DependentTask dependent, Map<OrchestrationId, Integer> released) {
    List<ResolvedEdge> broken =
        dependent.resolved()
            .stream()
            .filter(edge -> !isSatisfied(edge))
            .sorted(Comparator.comparing(ResolvedEdge::upstream))
            .toList();
    Optional<ResolvedEdge> skipping =
        broken.stream().filter(edge -> edge.ifBroken() == IfBroken.SKIP).findFirst();
    if (skipping.isPresent()) {
      return Optional.of(skip(dependent.task(), skipping.get()));
    }
    if (!broken.isEmpty()) {
      return hold(dependent.task(), broken.getFirst());
    }
    return dependent.task().place().unmet() == 0 ? Optional.of(release(dependent, released)) : Optional.empty();
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
        task, TaskStatus.SKIPPED, Optional.empty(), Optional.empty(), OptionalLong.empty(),
        Optional.of(because.upstream()), event(TASK_SKIPPED, task, data));
  }

  /** A task that is held already says so; telling it again for every further edge would only fill the log. */
  private Optional<TaskMove> hold(Task task, ResolvedEdge because) {
    if (task.state().waitReason().filter(reason -> reason.details().get(HELD).isPresent()).isPresent()) {
      return Optional.empty();
    }
    var details =
        JsonObject.EMPTY
            .with(HELD, new JsonBoolean(true))
            .with("because_of", because.upstream().value())
            .with("upstream_status", because.status().word())
            .with("needed", needed(because.on()));
    var reason = new WaitReason(WaitReason.DEPENDENCY, Optional.empty(), details);
    return Optional.of(
        move(
            task, TaskStatus.WAITING, Optional.of(reason), Optional.empty(), OptionalLong.empty(), Optional.empty(),
            event(TASK_HELD, task, details.with("status", TaskStatus.WAITING.word()))));
  }

  private TaskMove release(DependentTask dependent, Map<OrchestrationId, Integer> released) {
    Task task = dependent.task();
    var delay = task.settings().initialDelay();
    if (delay.isZero()) {
      return move(
          task, TaskStatus.PENDING, Optional.empty(), Optional.empty(),
          OptionalLong.of(order.of(task, now, ahead(dependent, released))), Optional.empty(),
          event(TASK_READY, task, JsonObject.EMPTY.with("status", TaskStatus.PENDING.word())));
    }
    var due = now.plus(delay);
    var data = JsonObject.EMPTY.with("status", TaskStatus.WAITING.word()).with("until", due.toString());
    return move(
        task, TaskStatus.WAITING, Optional.of(WaitReason.of(WaitReason.DELAY, Optional.of(due))), Optional.of(due),
        OptionalLong.of(order.of(task, due, 0)), Optional.empty(), event(TASK_DELAYED, task, data));
  }

  private static int ahead(DependentTask dependent, Map<OrchestrationId, Integer> released) {
    return dependent.orchestration()
        .map(own -> own.counts().pending() + released.merge(own.id(), 1, Integer::sum) - 1)
        .orElse(0);
  }

  private TaskMove move(
      Task task,
      TaskStatus to,
      Optional<WaitReason> reason,
      Optional<Instant> due,
      OptionalLong claimOrder,
      Optional<TaskId> skippedBecauseOf,
      EventDraft event) {
    TaskState state = task.state();
    return new TaskMove(
        task.id(),
        TaskStatus.WAITING,
        to,
        reason,
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
