package dev.claudeworker.http;

import dev.claudeworker.json.ObjectBuilder;
import dev.claudeworker.queue.OrchestrationQueue;
import dev.claudeworker.queue.OrchestrationRequest;
import dev.claudeworker.queue.OrchestrationRequest.Members;
import dev.claudeworker.queue.OrchestrationSubmission;
import dev.claudeworker.queue.QueueErrors;
import dev.claudeworker.spi.JsonValue.JsonNull;
import dev.claudeworker.spi.JsonValue.JsonString;
import dev.claudeworker.spi.dag.Orchestration;
import dev.claudeworker.spi.dag.OrchestrationId;
import dev.claudeworker.spi.storage.OrchestrationPage;
import dev.claudeworker.spi.task.TaskId;
import java.util.List;
import java.util.Optional;

/** The routes of orchestrations. */
final class OrchestrationHandlers {

  static final int MAX_TASKS_SHOWN = 100_000;
  private static final int TASKS_SHOWN = 10_000;

  private final OrchestrationQueue queue;
  private final OrchestrationParser parser;
  private final Children children;
  private final JsonBody bodies;

  OrchestrationHandlers(
      OrchestrationQueue queue, OrchestrationParser parser, Children children, JsonBody bodies) {
    this.queue = queue;
    this.parser = parser;
    this.children = children;
    this.bodies = bodies;
  }

  List<Route> routes() {
    return List.of(
        Route.post("/orchestrations", this::submit).described(OrchestrationOperations.SUBMIT),
        Route.get("/orchestrations", this::list).described(OrchestrationOperations.LIST),
        Route.get("/orchestrations/{id}", this::find).described(OrchestrationOperations.FIND),
        Route.delete("/orchestrations/{id}", this::delete).described(OrchestrationOperations.DELETE),
        Route.post("/orchestrations/{id}/tasks", this::add).described(OrchestrationOperations.ADD),
        Route.delete("/orchestrations/{id}/cancel", this::cancel).described(OrchestrationOperations.CANCEL),
        Route.post("/orchestrations/{id}/cancel", this::cancel).described(OrchestrationOperations.CANCEL),
        Route.post("/orchestrations/{id}/pause", this::pause).described(OrchestrationOperations.PAUSE),
        Route.post("/orchestrations/{id}/unpause", this::unpause).described(OrchestrationOperations.UNPAUSE),
        Route.post("/orchestrations/{id}/retry", this::retry).described(OrchestrationOperations.RETRY));
  }

  private Response submit(Request request) {
    var query = new QueryReader(request.query());
    boolean dryRun = query.flag("dry_run");
    query.finish();
    var key = IdempotencyHeader.of(request);
    OrchestrationRequest wanted =
        bodies.readRequired(request, body -> parser.parse(body, request)).orElseThrow(OrchestrationHandlers::unread);
    if (dryRun) {
      return Response.ok(OrchestrationDocument.plan(wanted.tasks().graph()));
    }
    OrchestrationSubmission submission =
        children.submit(request, wanted.tasks().requests(), key, () -> queue.submit(wanted, key));
    return submitted(submission, wanted.tasks());
  }

  private Response add(Request request) {
    new QueryReader(request.query()).finish();
    OrchestrationId id = id(request);
    Orchestration orchestration = existing(id);
    Members members = bodies
        .readRequired(request, body -> parser.parseAdded(
            body, request, orchestration, names -> queue.identifiers(id, names).keySet()))
        .orElseThrow(OrchestrationHandlers::unread);
    var key = IdempotencyHeader.of(request);
    OrchestrationSubmission submission = children.submit(request, members.requests(), key,
        () -> queue.add(id, members, key, request.requester()));
    return submitted(submission, members);
  }

  private static Response submitted(OrchestrationSubmission submission, Members members) {
    return Response.json(submission.repeated() ? 200 : 201, OrchestrationDocument.submitted(submission, members))
        .withHeader("Location", Route.BASE + "/orchestrations/" + submission.orchestration().id());
  }

  private Response list(Request request) {
    OrchestrationPage page = queue.list(OrchestrationListQuery.read(request.query()));
    return Response.ok(new ObjectBuilder()
        .put("orchestrations", page.orchestrations().stream().map(OrchestrationDocument::summary).toList())
        .put("next_cursor", page.more() && !page.orchestrations().isEmpty()
            ? new JsonString(OrchestrationListQuery.cursor(page.orchestrations().getLast().id()))
            : new JsonNull())
        .put("as_of", page.asOf())
        .build());
  }

  private Response find(Request request) {
    var query = new QueryReader(request.query());
    int limit = query.integer("task_limit", 1, MAX_TASKS_SHOWN).map(Math::toIntExact).orElse(TASKS_SHOWN);
    Optional<TaskId> after = query.integer("after_task", 1, Long.MAX_VALUE).map(TaskId::new);
    boolean tasks = !query.flag("without_tasks");
    query.finish();
    OrchestrationId id = id(request);
    return tasks
        ? Response.ok(OrchestrationDocument.whole(queue.view(id, after, limit).orElseThrow(() -> notFound(id))))
        : Response.ok(OrchestrationDocument.summary(existing(id)));
  }

  private Response delete(Request request) {
    new QueryReader(request.query()).finish();
    queue.delete(id(request), request.requester());
    return new Response.Empty(204);
  }

  private Response cancel(Request request) {
    boolean force = bodies.read(request, body -> body.bool("force")).orElse(false);
    Orchestration cancelled = queue.cancel(id(request), force, request.requester());
    return Response.ok(OrchestrationDocument.summary(cancelled)
        .with("message", "The orchestration is cancelled; running tasks are asked to end."));
  }

  private Response pause(Request request) {
    return Response.ok(OrchestrationDocument.summary(queue.pause(id(request), request.requester())));
  }

  private Response unpause(Request request) {
    return Response.ok(OrchestrationDocument.summary(queue.unpause(id(request), request.requester())));
  }

  private Response retry(Request request) {
    return Response.ok(OrchestrationDocument.summary(queue.retry(id(request), request.requester())));
  }

  private Orchestration existing(OrchestrationId id) {
    return queue.find(id).orElseThrow(() -> notFound(id));
  }

  static OrchestrationId id(Request request) {
    String text = Optional.ofNullable(request.pathParameters().get("id")).orElse("");
    if (!text.matches("0*[1-9][0-9]{0,17}")) {
      throw new ProblemException(
          Problem.of(400, "invalid_orchestration_id", "An orchestration id is a whole number from 1.",
              "Use a number that GET " + Route.BASE + "/orchestrations lists."));
    }
    return new OrchestrationId(Long.parseLong(text));
  }

  private static ProblemException notFound(OrchestrationId id) {
    return new ProblemException(
        Problem.of(404, QueueErrors.ORCHESTRATION_NOT_FOUND.code(), "There is no orchestration " + id + ".",
            "'claude-worker list-orchestrations' or GET " + Route.BASE + "/orchestrations lists them."));
  }

  private static IllegalStateException unread() {
    return new IllegalStateException("a definition without problems gave nothing");
  }
}
