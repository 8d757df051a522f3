package dev.claudeworker.http;

import dev.claudeworker.family.FamilyLimits;
import dev.claudeworker.queue.OrchestrationQueue;
import dev.claudeworker.queue.TaskQueue;
import dev.claudeworker.queue.TaskView;
import dev.claudeworker.security.TaskGrant;
import dev.claudeworker.spi.dag.OrchestrationId;
import dev.claudeworker.spi.task.AttemptStatus;
import dev.claudeworker.spi.task.Task;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.task.TaskStatus;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Holds the requests of tasks back from everything that is not theirs. What is not named here is refused. Looks at every request
 * anew, so a token is worth nothing from the moment its attempt has ended.
 */
final class TaskRights {

  /** What a task may ask for on a route. */
  private enum Right {
    ANY,
    OWN_TASK,
    OWN_TASKS,
    OWN_CHILDREN,
    OWN_ORCHESTRATION,
    CREATE
  }

  private static final Map<String, Right> RIGHTS = Map.ofEntries(
      Map.entry("POST " + McpHandlers.PATH, Right.ANY),
      Map.entry("GET " + McpHandlers.PATH, Right.ANY),
      Map.entry("DELETE " + McpHandlers.PATH, Right.ANY),
      Map.entry("GET /api/v1/tasks", Right.OWN_CHILDREN),
      Map.entry("GET /api/v1/tasks/wait", Right.OWN_TASKS),
      Map.entry("GET /api/v1/tasks/{id}", Right.OWN_TASK),
      Map.entry("GET /api/v1/tasks/{id}/attempts", Right.OWN_TASK),
      Map.entry("GET /api/v1/tasks/{id}/logs", Right.OWN_TASK),
      Map.entry("GET /api/v1/orchestrations/{id}", Right.OWN_ORCHESTRATION),
      Map.entry("POST /api/v1/tasks", Right.CREATE),
      Map.entry("POST /api/v1/tasks/batch", Right.CREATE),
      Map.entry("POST /api/v1/orchestrations", Right.CREATE),
      Map.entry("POST /api/v1/orchestrations/{id}/tasks", Right.OWN_ORCHESTRATION));

  private static final String PARENT = "parent_task_id";
  private static final String ORCHESTRATION = "orchestration_id";

  private final TaskQueue tasks;
  private final OrchestrationQueue orchestrations;
  private final FamilyLimits limits;

  TaskRights(TaskQueue tasks, OrchestrationQueue orchestrations, FamilyLimits limits) {
    this.tasks = tasks;
    this.orchestrations = orchestrations;
    this.limits = limits;
  }

  /** The same route, which serves tasks what is theirs and everybody else as before. */
  Route guarding(Route route) {
    if (route.access() == Access.OPEN) {
      return route;
    }
    Optional<Right> right = Optional.ofNullable(RIGHTS.get(route.method() + " " + route.path()));
    return new Route(route.method(), route.path(), route.access(), request -> {
      Optional<TaskGrant> grant = request.caller().grant();
      return route.handler().handle(grant.isPresent() ? admit(request, grant.get(), right) : request);
    }, route.operation());
  }

  private Request admit(Request request, TaskGrant grant, Optional<Right> right) {
    ActingTask acting = acting(grant);
    Request admitted = request.actingFor(acting);
    return switch (right.orElseThrow(() -> notForTasks(acting))) {
      case ANY, CREATE -> admitted;
      case OWN_TASK -> only(acting.owns(request.taskId()), admitted, acting);
      case OWN_TASKS -> only(
          ids(request, "id").stream().allMatch(id -> acting.owns(new TaskId(id))), admitted, acting);
      case OWN_ORCHESTRATION -> only(acting.owns(OrchestrationHandlers.id(request)), admitted, acting);
      case OWN_CHILDREN -> children(admitted, acting);
    };
  }

  private ActingTask acting(TaskGrant grant) {
    if (!limits.allowed()) {
      throw refused("tasks_may_not", "Tasks may not use the queue here (tools.for_tasks).",
          "Do the work without handing anything over.");
    }
    Task task = tasks.find(grant.task())
        .map(TaskView::task)
        .filter(found -> found.status() == TaskStatus.RUNNING && runs(grant))
        .orElseThrow(() -> refused("attempt_ended",
            "Attempt " + grant.attempt() + " of task " + grant.task() + " has ended, and its token with it.",
            "Nothing can be done in its name any more; stop."));
    return new ActingTask(task, () -> tasks.input(task.id()).orElseThrow(),
        id -> tasks.find(id).map(TaskView::task), orchestrations::find);
  }

  private boolean runs(TaskGrant grant) {
    return tasks.attempts(grant.task())
        .stream()
        .anyMatch(attempt -> attempt.uuid().equals(grant.attemptId()) && attempt.number() == grant.attempt()
            && attempt.status() == AttemptStatus.RUNNING);
  }

  /** A list shows what it created, unless it asks for the tasks of an orchestration that is its own. */
  private static Request children(Request request, ActingTask acting) {
    List<Long> asked = ids(request, ORCHESTRATION);
    if (!asked.isEmpty()) {
      return only(asked.stream().allMatch(id -> acting.owns(new OrchestrationId(id))), request, acting);
    }
    Map<String, List<String>> query = new HashMap<>(request.query());
    query.put(PARENT, List.of(acting.task().id().toString()));
    return request.withQuery(query);
  }

  /** What is no number is left to the handler, which says so. */
  private static List<Long> ids(Request request, String name) {
    return request.query()
        .getOrDefault(name, List.of())
        .stream()
        .flatMap(text -> List.of(text.split(",", -1)).stream())
        .filter(text -> text.matches(Request.TASK_ID))
        .map(Long::valueOf)
        .toList();
  }

  private static Request only(boolean own, Request request, ActingTask acting) {
    if (!own) {
      throw refused("not_its_own", acting.what() + " sees only what is its own"
          + acting.task().place().orchestration().map(id -> ": itself, orchestration " + id).orElse(": itself")
          + " and what it created. This is not.", "Use the id of one of these; list_tasks shows what it created.");
    }
    return request;
  }

  private static ProblemException notForTasks(ActingTask acting) {
    return refused("not_for_tasks", acting.what() + " may not do this.",
        "A task may create tasks, add tasks to its own orchestration, and look at these. Ask a person for the rest.");
  }

  private static ProblemException refused(String code, String detail, String suggestion) {
    return new ProblemException(Problem.of(403, code, detail, suggestion));
  }
}
