package dev.claudeworker.queue;

import dev.claudeworker.spi.dag.Orchestration;
import dev.claudeworker.spi.dag.OrchestrationId;
import dev.claudeworker.spi.storage.OrchestrationTask;
import dev.claudeworker.spi.storage.Storage;
import dev.claudeworker.spi.task.Progress;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.task.TaskStatus;
import dev.claudeworker.spi.task.WaitReason;
import dev.claudeworker.wait.LaneHolders;
import dev.claudeworker.wait.WaitExplanation;
import dev.claudeworker.wait.WaitFacts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads orchestrations with their tasks, cheaply: one look at gates and lanes for all of them. */
final class MemberQueries {

  private final Storage storage;
  private final RunningTasks running;
  private final Supplier<WaitFacts> facts;

  MemberQueries(Storage storage, RunningTasks running, Supplier<WaitFacts> facts) {
    this.storage = storage;
    this.running = running;
    this.facts = facts;
  }

  Optional<OrchestrationView> view(OrchestrationId id, Optional<TaskId> after, int limit) {
    return storage.graphs().orchestration(id).map(orchestration -> view(orchestration, after, limit));
  }

  private OrchestrationView view(Orchestration orchestration, Optional<TaskId> after, int limit) {
    List<OrchestrationTask> tasks = storage.graphs().tasks(orchestration.id(), after, limit);
    boolean more = tasks.size() == limit
        && !storage.graphs().tasks(orchestration.id(), Optional.of(tasks.getLast().id()), 1).isEmpty();
    boolean anyPending = tasks.stream().anyMatch(task -> task.status() == TaskStatus.PENDING);
    Optional<WaitFacts> now = anyPending ? Optional.of(facts.get()) : Optional.empty();
    LaneHolders lanes = now.map(waiting -> remembering(waiting.lanes())).orElse(_ -> List.of());
    return new OrchestrationView(
        orchestration, tasks.stream().map(task -> view(task, now, lanes)).toList(), more);
  }

  private MemberView view(OrchestrationTask task, Optional<WaitFacts> now, LaneHolders lanes) {
    Optional<WaitReason> reason =
        task.status() == TaskStatus.PENDING
            ? now.map(waiting -> WaitExplanation.ofMember(task, waiting, lanes))
            : task.waitReason();
    Optional<String> lastAction =
        task.status() == TaskStatus.RUNNING
            ? running.progress(task.id()).map(Progress::lastAction).or(task::lastAction)
            : task.lastAction();
    return new MemberView(task, reason, lastAction);
  }

  private static LaneHolders remembering(LaneHolders lanes) {
    Map<String, List<TaskId>> known = new HashMap<>();
    return key -> known.computeIfAbsent(key, lanes::of);
  }
}
