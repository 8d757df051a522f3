package dev.claudeworker.http;

import dev.claudeworker.json.ObjectBuilder;
import dev.claudeworker.queue.DependencyChange;
import dev.claudeworker.queue.OrchestrationQueue;
import dev.claudeworker.queue.TaskQueue;
import dev.claudeworker.queue.TaskView;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.dag.EdgeCondition;
import dev.claudeworker.spi.dag.IfBroken;
import dev.claudeworker.spi.storage.Dependency;
import dev.claudeworker.spi.storage.Dependency.Upstream;
import dev.claudeworker.spi.storage.GraphReads.Direction;
import dev.claudeworker.spi.storage.RelatedTasks;
import dev.claudeworker.spi.storage.TaskDependencies;
import dev.claudeworker.spi.storage.TaskDependencies.Edge;
import dev.claudeworker.spi.task.TaskId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The routes of what single tasks depend on. */
final class DependencyHandlers {

  private static final int MAX_SHOWN = 10_000;
  private static final int SHOWN = 1_000;

  private final TaskQueue tasks;
  private final OrchestrationQueue queue;
  private final JsonBody bodies;

  DependencyHandlers(TaskQueue tasks, OrchestrationQueue queue, JsonBody bodies) {
    this.tasks = tasks;
    this.queue = queue;
    this.bodies = bodies;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/tasks/{id}/dependencies", this::find).described(DependencyOperations.FIND),
        Route.patch("/tasks/{id}/dependencies", this::change).described(DependencyOperations.CHANGE),
        Route.post("/tasks/{id}/release", this::release).described(DependencyOperations.RELEASE));
  }

  private Response find(Request request) {
    var query = new QueryReader(request.query());
    boolean transitive = query.flag("transitive");
    int limit = query.integer("limit", 1, MAX_SHOWN).map(Math::toIntExact).orElse(SHOWN);
    query.finish();
    TaskId id = tasks.find(request.taskId())
        .map(view -> view.task().id())
        .orElseThrow(() -> TaskHandlers.notFound(request.taskId()));
    TaskDependencies direct = queue.dependencies(id, limit);
    var document = new ObjectBuilder()
        .put("task_id", id.value())
        .put("depends_on", direct.upstream().stream().map(DependencyHandlers::upstream).toList())
        .put("dependents", direct.dependents().stream().map(DependencyHandlers::dependent).toList())
        .put("more_dependents", direct.moreDependents());
    if (transitive) {
      addRelated(document, "upstream", queue.related(id, Direction.UP, limit));
      addRelated(document, "downstream", queue.related(id, Direction.DOWN, limit));
    }
    return Response.ok(document.build());
  }

  private static void addRelated(ObjectBuilder document, String name, RelatedTasks related) {
    document.put(name, related.tasks()
        .stream()
        .map(task -> new ObjectBuilder()
            .put("task_id", task.task().value())
            .putTextOrNull("identifier", task.identifier())
            .put("status", task.status().word())
            .put("distance", task.distance())
            .build())
        .toList());
    document.put("more_" + name, related.more());
  }

  /** An edge to an upstream task: resolved as soon as that has ended. */
  private static JsonObject upstream(Edge edge) {
    return fields(edge)
        .put("resolution", edge.resolved().isPresent() ? edge.status().word() : "pending")
        .putTextOrNull("resolved_at", edge.resolved())
        .build();
  }

  private static JsonObject dependent(Edge edge) {
    return fields(edge).putTextOrNull("resolved_at", edge.resolved()).build();
  }

  private static ObjectBuilder fields(Edge edge) {
    return new ObjectBuilder()
        .put("task_id", edge.task().value())
        .putTextOrNull("identifier", edge.identifier())
        .put("status", edge.status().word())
        .put("on", MemberParser.word(edge.on()))
        .put("if_broken", MemberParser.word(edge.ifBroken()))
        .put("created_at", edge.created().toString());
  }

  private Response change(Request request) {
    DependencyChange change = bodies.readRequired(request, DependencyHandlers::change);
    TaskView view = queue.change(request.taskId(), change, VersionTag.expected(request), request.requester());
    return document(view);
  }

  private static DependencyChange change(BodyReader body) {
    List<Dependency> add = new ArrayList<>();
    for (BodyReader edge : body.inners("add")) {
      Optional<Long> task = edge.integer("task", 1, Long.MAX_VALUE);
      if (edge.value("task").isEmpty()) {
        edge.bad("task", "is missing: give the id of the task to wait for.");
      }
      EdgeCondition on = edge.word("on", EdgeCondition.values()).orElse(EdgeCondition.COMPLETED);
      IfBroken ifBroken = edge.word("if_broken", IfBroken.values()).orElse(IfBroken.SKIP);
      edge.refuseUnknown();
      task.ifPresent(id -> add.add(new Dependency(new Upstream.Existing(new TaskId(id)), on, ifBroken)));
    }
    Set<TaskId> remove =
        body.integers("remove", TaskParser.MAX_DEPENDENCIES).stream().map(TaskId::new).collect(Collectors.toSet());
    return new DependencyChange(add, remove);
  }

  private Response release(Request request) {
    return document(queue.release(request.taskId(), request.requester()));
  }

  private static Response document(TaskView view) {
    return Response.ok(TaskDocument.inList(view)).withHeader("ETag", VersionTag.of(view.task().version()));
  }
}
