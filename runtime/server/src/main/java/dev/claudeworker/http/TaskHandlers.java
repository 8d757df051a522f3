package dev.claudeworker.http;

import dev.claudeworker.json.ObjectBuilder;
import dev.claudeworker.queue.DependencyChange;
import dev.claudeworker.queue.OrchestrationQueue;
import dev.claudeworker.queue.QueueErrors;
import dev.claudeworker.queue.Submission;
import dev.claudeworker.queue.TaskQueue;
import dev.claudeworker.queue.TaskRequest;
import dev.claudeworker.queue.TaskView;
import dev.claudeworker.spi.JsonValue;
import dev.claudeworker.spi.JsonValue.JsonNull;
import dev.claudeworker.spi.JsonValue.JsonString;
import dev.claudeworker.spi.dag.EdgeCondition;
import dev.claudeworker.spi.storage.Dependency;
import dev.claudeworker.spi.task.Priority;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.task.TaskInput;
import dev.claudeworker.spi.task.TaskResult;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The routes of tasks, except their logs and events. */
final class TaskHandlers {

  static final int MAX_RESUME_TEXT = 1_000_000;

  /** Most tasks that one request waits for. */
  static final int MAX_AWAITED = 100;

  /** Below the patience of usual clients and proxies, which give up on a silent connection after a minute. */
  static final int MAX_WAIT_SECONDS = 50;

  static final long DEFAULT_WAIT_SECONDS = 30;

  private final TaskQueue queue;
  private final OrchestrationQueue orchestrations;
  private final TaskParser parser;
  private final Children children;
  private final JsonBody bodies;

  TaskHandlers(TaskQueue queue, OrchestrationQueue orchestrations, TaskParser parser, Children children,
      JsonBody bodies) {
    this.queue = queue;
    this.children = children;
    this.orchestrations = orchestrations;
    this.parser = parser;
    this.bodies = bodies;
  }

  List<Route> routes() {
    return List.of(
        Route.post("/tasks", this::submit).described(TaskOperations.SUBMIT),
        Route.get("/tasks", this::list).described(TaskOperations.LIST),
        Route.get("/tasks/wait", this::await).described(TaskOperations.WAIT),
        Route.get("/tasks/{id}", this::find).described(TaskOperations.FIND),
        Route.delete("/tasks/{id}", this::delete).described(TaskOperations.DELETE),
        Route.patch("/tasks/{id}", this::change).described(TaskOperations.CHANGE),
        Route.post("/tasks/{id}/cancel", this::cancel).described(TaskOperations.CANCEL),
        Route.post("/tasks/{id}/retry", this::retry).described(TaskOperations.RETRY),
        Route.post("/tasks/{id}/resume", this::resume).described(TaskOperations.RESUME),
        Route.get("/tasks/{id}/attempts", this::attempts).described(TaskOperations.ATTEMPTS));
  }

  private Response submit(Request request) {
    new QueryReader(request.query()).finish();
    var key = IdempotencyHeader.of(request);
    TaskRequest task = bodies.readRequired(request, body -> parser.parse(body, request));
    Submission submission = children.submit(request, List.of(task), key, () -> queue.submit(List.of(task), key));
    TaskView view = submission.tasks().getFirst();
    String location = Route.BASE + "/tasks/" + view.task().id();
    var created = Response.json(
        submission.repeated() ? 200 : 201, TaskDocument.whole(view, task.input().prompt(), Optional.empty()));
    return tagged(created, view).withHeader("Location", location);
  }

  private Response list(Request request) {
    TaskSearch.Found page = TaskSearch.find(TaskListQuery.read(request.query()), queue::list);
    return Response.ok(new ObjectBuilder()
        .put("tasks", TaskDocument.inList(page.tasks()))
        .put("next_cursor",
            page.next().<JsonValue>map(last -> new JsonString(TaskListQuery.cursor(last))).orElseGet(JsonNull::new))
        .put("as_of", page.asOf())
        .build());
  }

  private Response await(Request request) throws InterruptedException {
    var query = new QueryReader(request.query());
    Set<TaskId> ids = query.list("id")
        .stream()
        .flatMap(text -> text.matches(Request.TASK_ID) ? Stream.of(new TaskId(Long.parseLong(text)))
            : query.<TaskId>bad("id", "'" + text + "' is no whole number from 1.").stream())
        .collect(Collectors.toCollection(TreeSet::new));
    if (ids.isEmpty() || ids.size() > MAX_AWAITED) {
      query.bad("id", "must name 1 to " + MAX_AWAITED + " tasks.");
    }
    long seconds = query.integer("timeout", 0, MAX_WAIT_SECONDS).orElse(DEFAULT_WAIT_SECONDS);
    query.finish();
    List<TaskView> tasks = queue.waitForAny(ids, Duration.ofSeconds(seconds));
    tasks.stream().map(view -> view.task().id()).forEach(ids::remove);
    if (!ids.isEmpty()) {
      throw notFound(ids.iterator().next());
    }
    return Response.ok(new ObjectBuilder().put("tasks", TaskDocument.inList(tasks))
        .put("ended", tasks.stream().anyMatch(view -> view.task().status().isFinal()))
        .build());
  }

  private Response find(Request request) {
    new QueryReader(request.query()).finish();
    return document(existing(request.taskId()));
  }

  private Response delete(Request request) {
    queue.delete(request.taskId(), request.requester());
    return new Response.Empty(204);
  }

  private Response change(Request request) {
    TaskId id = request.taskId();
    OptionalLong expected = VersionTag.expected(request);
    Change change = bodies.readRequired(request, Change::read);
    if (change.dependsOn().isPresent()) {
      DependencyChange dependencies = replacing(existing(id), change.dependsOn().get());
      orchestrations.change(id, dependencies, expected, request.requester());
      // The version has just become another one by this very request.
      expected = OptionalLong.empty();
    }
    return document(change.priority().isPresent()
        ? queue.changePriority(id, change.priority().get(), expected, request.requester())
        : existing(id));
  }

  /** What may change about a task. */
  private record Change(Optional<Priority> priority, Optional<List<TaskId>> dependsOn) {

    static Change read(BodyReader body) {
      Optional<List<TaskId>> dependsOn = body.value("depends_on")
          .map(_ -> body.integers("depends_on", TaskParser.MAX_DEPENDENCIES)
              .stream()
              .map(TaskId::new)
              .distinct()
              .toList());
      return new Change(TaskParser.priority(body), dependsOn);
    }
  }

  /** Edges that stay keep what they ask. */
  private static DependencyChange replacing(TaskView view, List<TaskId> wanted) {
    List<TaskId> present = view.task().place().dependsOn();
    List<Dependency> added = wanted.stream()
        .filter(id -> !present.contains(id))
        .map(id -> new Dependency(new Dependency.Upstream.Existing(id), EdgeCondition.COMPLETED))
        .toList();
    return new DependencyChange(
        added, present.stream().filter(id -> !wanted.contains(id)).collect(Collectors.toSet()));
  }

  private Response cancel(Request request) {
    boolean force = bodies.read(request, body -> body.bool("force")).orElse(false);
    return document(queue.cancel(request.taskId(), force, request.requester()));
  }

  private Response retry(Request request) {
    boolean fresh = bodies.read(request, body -> body.bool("fresh")).orElse(true);
    return document(queue.retry(request.taskId(), fresh, request.requester()));
  }

  private Response resume(Request request) {
    Optional<String> text = bodies.read(request, body -> body.text("text", MAX_RESUME_TEXT));
    return document(queue.resume(request.taskId(), text.filter(more -> !more.isBlank()), request.requester()));
  }

  private Response attempts(Request request) {
    new QueryReader(request.query()).finish();
    TaskId id = existing(request.taskId()).task().id();
    return Response.ok(new ObjectBuilder()
        .put("attempts", queue.attempts(id).stream().map(TaskDocument::attempt).toList())
        .build());
  }

  private Response document(TaskView view) {
    TaskId id = view.task().id();
    String prompt = queue.input(id).map(TaskInput::prompt).orElse(view.task().promptPreview());
    Optional<String> result = view.task().state().result().flatMap(_ -> queue.result(id)).map(TaskResult::text);
    return tagged(Response.ok(TaskDocument.whole(view, prompt, result)), view);
  }

  private static Response.Document tagged(Response.Document response, TaskView view) {
    return response.withHeader("ETag", VersionTag.of(view.task().version()));
  }

  private TaskView existing(TaskId id) {
    return queue.find(id).orElseThrow(() -> notFound(id));
  }

  static ProblemException notFound(TaskId id) {
    return new ProblemException(Problem.of(404, QueueErrors.TASK_NOT_FOUND.code(), "There is no task " + id + ".",
        "List the tasks with GET " + Route.BASE + "/tasks."));
  }
}
