package dev.claudeworker.queue;

import dev.claudeworker.dag.Deadlines;
import dev.claudeworker.dag.GraphNode;
import dev.claudeworker.event.EventDrafts;
import dev.claudeworker.queue.OrchestrationRequest.Members;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.WorkerException;
import dev.claudeworker.spi.dag.Orchestration;
import dev.claudeworker.spi.dag.OrchestrationId;
import dev.claudeworker.spi.dag.OrchestrationStatus;
import dev.claudeworker.spi.storage.Dependency;
import dev.claudeworker.spi.storage.Dependency.Upstream;
import dev.claudeworker.spi.storage.IdempotencyKey;
import dev.claudeworker.spi.storage.NewTask;
import dev.claudeworker.spi.storage.Storage;
import dev.claudeworker.spi.storage.SubmissionTarget;
import dev.claudeworker.spi.storage.Unit;
import dev.claudeworker.spi.storage.UnitResult;
import dev.claudeworker.spi.task.EventTypes;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.task.TaskStatus;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Submits graphs: each task behind what it depends on, so that the ids are a topological order. */
final class GraphSubmission {

  private static final Set<OrchestrationStatus> ENDED_FOR_GOOD =
      Set.of(OrchestrationStatus.CANCELLED, OrchestrationStatus.TIMED_OUT);

  private final Storage storage;
  private final GroupCommitter committer;
  private final FirstState firstState;
  private final InstantSource clock;
  private final int maxTasks;

  GraphSubmission(
      Storage storage, GroupCommitter committer, FirstState firstState, InstantSource clock, int maxTasks) {
    this.storage = storage;
    this.committer = committer;
    this.firstState = firstState;
    this.clock = clock;
    this.maxTasks = maxTasks;
  }

  OrchestrationSubmission submit(OrchestrationRequest request, Optional<IdempotencyKey> key) {
    Members members = request.tasks();
    requireRoom(members, 0);
    Instant now = clock.instant();
    var by = new Requester(request.origin().submittedBy(), request.origin().correlationId());
    var data = JsonObject.EMPTY.with("status", OrchestrationStatus.PENDING.word()).with("tasks", members.size());
    var target =
        new SubmissionTarget.NewOrchestration(
            request.uuid(),
            request.project(),
            request.name(),
            request.settings(),
            request.origin(),
            now,
            Deadlines.of(request.settings(), now),
            EventDrafts.orchestration(EventTypes.ORCHESTRATION_SUBMITTED, request.project(), by.actor(),
                by.correlationId(), now, data));
    return commit(members, newTasks(members, Map.of(), 0, now), key, target);
  }

  OrchestrationSubmission add(OrchestrationId id, Members members, Optional<IdempotencyKey> key, Requester by) {
    Orchestration orchestration = find(id);
    if (ENDED_FOR_GOOD.contains(orchestration.status())) {
      throw OrchestrationErrors.notPossible(orchestration, "given more tasks", "not cancelled and not timed out");
    }
    requireRoom(members, orchestration.counts().total());
    Instant now = clock.instant();
    var target =
        new SubmissionTarget.Existing(
            id,
            EventDrafts.orchestration(EventTypes.ORCHESTRATION_TASKS_ADDED, orchestration.project(), by.actor(),
                by.correlationId(), now, JsonObject.EMPTY.with("tasks", members.size())));
    Map<String, TaskId> existing = storage.graphs().identifiers(id, members.named());
    return commit(members, newTasks(members, existing, orchestration.counts().pending(), now), key, target);
  }

  private void requireRoom(Members members, int has) {
    if (has + members.size() > maxTasks) {
      throw OrchestrationErrors.tooManyTasks(has, members.size(), maxTasks);
    }
  }

  private List<NewTask> newTasks(Members members, Map<String, TaskId> existing, int pending, Instant now) {
    int[] order = members.graph().order();
    Map<String, Upstream> upstreams = new HashMap<>();
    existing.forEach((identifier, id) -> upstreams.put(identifier, new Upstream.Existing(id)));
    List<NewTask> tasks = new ArrayList<>(order.length);
    int ahead = pending;
    for (int place : order) {
      GraphNode node = members.graph().nodes().get(place);
      NewTask task = newTask(node, members.requests().get(place), upstreams, ahead, now);
      upstreams.put(node.identifier(), new Upstream.InSubmission(tasks.size()));
      tasks.add(task);
      ahead += task.status() == TaskStatus.PENDING ? 1 : 0;
    }
    return tasks;
  }

  private NewTask newTask(
      GraphNode node, TaskRequest request, Map<String, Upstream> upstreams, int ahead, Instant now) {
    List<Dependency> dependencies = new ArrayList<>(request.dependencies());
    for (GraphNode.Edge edge : node.edges()) {
      dependencies.add(new Dependency(upstream(upstreams, edge.upstream()), edge.on(), edge.ifBroken()));
    }
    Optional<Upstream> continueFrom =
        node.continueFrom().map(named -> upstream(upstreams, named.identifier()));
    var member = new FirstState.Membership(node.identifier(), dependencies, continueFrom, ahead);
    try {
      return firstState.member(request, member, now);
    } catch (WorkerException refused) {
      throw new WorkerException(
          refused.errorCode(), "Task '" + node.identifier() + "': " + refused.getMessage(), refused.suggestion(),
          refused);
    }
  }

  private static Upstream upstream(Map<String, Upstream> upstreams, String identifier) {
    Upstream upstream = upstreams.get(identifier);
    if (upstream == null) {
      throw SubmissionErrors.invalid("there is no task '" + identifier + "' in this orchestration any more");
    }
    return upstream;
  }

  private OrchestrationSubmission commit(
      Members members, List<NewTask> tasks, Optional<IdempotencyKey> key, SubmissionTarget target) {
    var commit = new FutureCommit(new Unit.Submit(tasks, key, Optional.of(target)));
    committer.enqueue(commit);
    return switch (commit.await()) {
      case UnitResult.Applied(var ids, var orchestration) -> accepted(members, ids, orchestration, false);
      case UnitResult.AlreadyApplied(var ids, var orchestration) -> accepted(members, ids, orchestration, true);
      case UnitResult.Refused refused -> throw SubmissionErrors.refused(refused);
      case UnitResult other -> throw new IllegalStateException("not an answer to a submission: " + other);
    };
  }

  /** Puts the ids back into the order of the definition. */
  private OrchestrationSubmission accepted(
      Members members, List<TaskId> ids, Optional<OrchestrationId> orchestration, boolean repeated) {
    int[] order = members.graph().order();
    if (ids.size() != order.length) {
      throw SubmissionErrors.invalid("the orchestration was submitted before with another number of tasks");
    }
    TaskId[] inDefinition = new TaskId[order.length];
    for (int position = 0; position < order.length; position++) {
      inDefinition[order[position]] = ids.get(position);
    }
    OrchestrationId id = orchestration.orElseThrow(() -> SubmissionErrors.invalid("the key belongs to single tasks"));
    return new OrchestrationSubmission(find(id), List.of(inDefinition), repeated);
  }

  private Orchestration find(OrchestrationId id) {
    return storage.graphs().orchestration(id).orElseThrow(() -> OrchestrationErrors.notFound(id));
  }
}
