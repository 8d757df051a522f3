package dev.claudeworker.http;

import dev.claudeworker.json.ObjectBuilder;
import dev.claudeworker.queue.Submission;
import dev.claudeworker.queue.TaskQueue;
import dev.claudeworker.queue.TaskRequest;
import java.util.ArrayList;
import java.util.List;

/** Many tasks at once: all of them or none. */
final class BatchHandlers {

  private final TaskQueue queue;
  private final TaskParser parser;
  private final Children children;
  private final JsonBody bodies;
  private final int maxTasks;

  BatchHandlers(TaskQueue queue, TaskParser parser, Children children, JsonBody bodies, int maxTasks) {
    this.queue = queue;
    this.children = children;
    this.parser = parser;
    this.bodies = bodies;
    this.maxTasks = maxTasks;
  }

  List<Route> routes() {
    return List.of(Route.post("/tasks/batch", this::submit).described(DependencyOperations.BATCH));
  }

  private Response submit(Request request) {
    new QueryReader(request.query()).finish();
    var key = IdempotencyHeader.of(request);
    List<TaskRequest> tasks = bodies.readRequired(request, body -> parse(body, request));
    Submission submission = children.submit(request, tasks, key, () -> queue.submit(tasks, key));
    return Response.json(submission.repeated() ? 200 : 201, new ObjectBuilder()
        .put("tasks", TaskDocument.inList(submission.tasks()))
        .put("total_tasks", submission.tasks().size())
        .build());
  }

  private List<TaskRequest> parse(BodyReader body, Request request) {
    List<BodyReader> items = body.inners("tasks");
    List<TaskRequest> tasks = new ArrayList<>(items.size());
    if (items.isEmpty() || items.size() > maxTasks) {
      body.bad("tasks", "must hold 1 to " + maxTasks + " tasks (queue.max_submission), not " + items.size() + ".");
      return tasks;
    }
    for (BodyReader item : items) {
      tasks.add(parser.parse(item, request));
      item.refuseUnknown();
    }
    return tasks;
  }
}
