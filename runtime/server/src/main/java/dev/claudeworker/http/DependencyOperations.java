package dev.claudeworker.http;

import dev.claudeworker.openapi.ObjectSchema;
import dev.claudeworker.openapi.Operation;
import dev.claudeworker.openapi.Schema;
import java.util.List;

/** What the routes of batches and of dependencies do. */
final class DependencyOperations {

  private static final String NO_TASK = "there is no such task.";

  private static final Schema RELATED = Schema.list("Tasks over any number of edges, nearest first.",
      ObjectSchema.named("RelatedTask", "A task that can be reached along edges.")
          .must("task_id", Schema.integer("Its number."))
          .must("identifier", Schema.text("Its name in its orchestration.").orNull())
          .must("status", Schema.word("Its state.", TaskSchemas.STATUS_WORDS))
          .must("distance", Schema.integer("Edges on the shortest way."))
          .open());

  private static final Schema DEPENDENCIES =
      ObjectSchema.named("Dependencies", "What a task depends on, and what on it.")
          .must("task_id", Schema.integer("The task."))
          .must("depends_on", Schema.list("Edges to upstream tasks.", edge("UpstreamEdge")
              .must("resolution", Schema.word("How the upstream task ended.",
                  List.of("pending", "completed", "failed", "skipped", "cancelled")))
              .open()))
          .must("dependents", Schema.list("Edges to tasks that depend on it.", edge("DependentEdge").open()))
          .must("more_dependents", Schema.truth("Whether there are more."))
          .may("upstream", RELATED)
          .may("more_upstream", Schema.truth("Whether there are more."))
          .may("downstream", RELATED)
          .may("more_downstream", Schema.truth("Whether there are more."))
          .open();

  static final Operation FIND = Operation.of("What a task depends on, and what depends on it")
      .query("transitive", "Over any number of edges too.", Schema.truth(""))
      .query("limit", "At most so many tasks of each kind; default 1000.", Schema.integer("", 1, 10_000))
      .answers(200, "The dependencies.", DEPENDENCIES)
      .refuses(404, "task_not_found", NO_TASK);

  static final Operation CHANGE = Operation.of("Change what a task depends on that has not started")
      .header("If-Match", "Change it only if its ETag is still this one.")
      .body(ObjectSchema.unnamed("What to change.")
          .may("add", Schema.list("Tasks to wait for; one that it waits for already gets these conditions.",
              ObjectSchema.unnamed("An edge.")
                  .must("task", Schema.integer("Id of the upstream task."))
                  .may("on", OrchestrationSchemas.ON.orNull())
                  .may("if_broken", OrchestrationSchemas.IF_BROKEN.orNull())
                  .closed()))
          .may("remove", Schema.list("Ids of tasks not to wait for any more.", Schema.integer("")))
          .closed())
      .answers(200, "The task as it stands now.", TaskSchemas.TASK)
      .refuses(404, "task_not_found", NO_TASK)
      .refuses(409, "task_started", "it has started.")
      .refuses(409, "dependency_cycle", "tasks would wait for each other in a circle; the detail names them.")
      .refuses(412, "version_changed", "somebody else changed it meanwhile.")
      .refuses(422, "upstream_not_found", "a task to wait for does not exist.");

  static final Operation RELEASE = Operation.of("Let a task go on that a broken dependency holds")
      .answers(200, "The task as it stands now.", TaskSchemas.TASK)
      .refuses(404, "task_not_found", NO_TASK)
      .refuses(409, "task_not_held", "no broken dependency holds it.");

  static final Operation BATCH = Operation.of("Submit many tasks: all or none")
      .idempotent()
      .body(ObjectSchema.unnamed("The tasks.")
          .must("tasks", Schema.list("At most `queue.max_submission`.",
              TaskSchemas.NEW_TASK))
          .closed())
      .answers(201, "The tasks, in order.", batch())
      .answers(200, "The tasks that an earlier request with the same key made.", batch())
      .refuses(422, "invalid_request", "`errors` names everything that is wrong, with its place.");

  private DependencyOperations() {}

  private static Schema batch() {
    return ObjectSchema.named("TaskBatch", "Tasks that were submitted together.")
        .must("tasks", Schema.list("The tasks.", TaskSchemas.TASK))
        .must("total_tasks", Schema.integer("How many."))
        .open();
  }

  private static ObjectSchema edge(String name) {
    return ObjectSchema.named(name, "An edge, seen from one of its tasks.")
        .must("task_id", Schema.integer("The task at the other end."))
        .must("identifier", Schema.text("Its name in its orchestration.").orNull())
        .must("status", Schema.word("Its state.", TaskSchemas.STATUS_WORDS))
        .must("on", OrchestrationSchemas.ON)
        .must("if_broken", OrchestrationSchemas.IF_BROKEN)
        .must("created_at", Schema.time("When the edge was made."))
        .must("resolved_at", Schema.time("When the upstream task ended.").orNull());
  }
}
