package dev.claudeworker.http;

import dev.claudeworker.openapi.ObjectSchema;
import dev.claudeworker.openapi.Operation;
import dev.claudeworker.openapi.Schema;

/** What the routes of orchestrations do. */
final class OrchestrationOperations {

  private static final String NOT_FOUND = "orchestration_not_found";
  private static final String NONE = "there is no such orchestration.";
  private static final String STATE = "orchestration_state";
  private static final String NOT_NOW = "it is in a state in which this is not possible.";
  private static final String STORED = "The orchestration; all its tasks are durable.";

  static final Operation SUBMIT = Operation.of("Submit an orchestration")
      .detail("All tasks or none are stored.")
      .idempotent()
      .query("dry_run", "Only check it and tell the plan.", Schema.truth(""))
      .body(OrchestrationSchemas.NEW)
      .answers(201, STORED, OrchestrationSchemas.SUBMITTED)
      .answers(200, "The plan of a dry run, or the orchestration that an earlier request with the same key made.",
          Schema.either("", OrchestrationSchemas.SUBMITTED, OrchestrationSchemas.PLAN))
      .refuses(422, "invalid_request", "`errors` names everything that is wrong, with its place.")
      .refuses(422, "invalid_definition", "the definition is neither JSON nor YAML.");

  static final Operation LIST = Operation.of("List orchestrations, newest first")
      .query("status", "Only those in these states, separated by commas.", Schema.text(""))
      .query("limit", "At most so many; default " + OrchestrationListQuery.DEFAULT_LIMIT + ".",
          Schema.integer("", 1, OrchestrationListQuery.MAX_LIMIT))
      .query("cursor", "`next_cursor` of the page before.", Schema.text(""))
      .answers(200, "One page.", OrchestrationSchemas.PAGE);

  static final Operation FIND = Operation.of("One orchestration with its tasks")
      .query("task_limit", "At most so many tasks; default 10000.",
          Schema.integer("", 1, OrchestrationHandlers.MAX_TASKS_SHOWN))
      .query("after_task", "Only tasks with a larger number.", Schema.integer("", 1, Long.MAX_VALUE))
      .query("without_tasks", "Leave the tasks out.", Schema.truth(""))
      .answers(200, "The orchestration.", OrchestrationSchemas.FOUND)
      .refuses(404, NOT_FOUND, NONE);

  static final Operation ADD = Operation.of("Add tasks to an orchestration")
      .detail("They may depend on tasks that it has. One that has completed or failed goes on.")
      .idempotent()
      .body(OrchestrationSchemas.NEW_TASKS)
      .answers(201, STORED, OrchestrationSchemas.SUBMITTED)
      .answers(200, "What an earlier request with the same key made.", OrchestrationSchemas.SUBMITTED)
      .refuses(404, NOT_FOUND, NONE)
      .refuses(409, STATE, "it was cancelled or its time ran out.")
      .refuses(409, "identifier_taken", "somebody else has just added a task with that identifier.");

  static final Operation CANCEL = Operation.of("Cancel an orchestration")
      .detail("Nothing of it starts any more; running tasks are asked to end.")
      .optionalBody(ObjectSchema.unnamed("How.")
          .may("force", Schema.truth("End running tasks without the grace period.").orNull())
          .closed())
      .answers(200, "The orchestration.", OrchestrationSchemas.CANCELLED)
      .refuses(404, NOT_FOUND, NONE)
      .refuses(409, STATE, "it has ended.");

  static final Operation DELETE = Operation.of("Delete an orchestration that has ended, with its tasks")
      .detail("The tasks go in parts, so a large one delays nobody; a request that was cut off can be repeated.")
      .answersEmpty(204, "It is gone.")
      .refuses(404, NOT_FOUND, NONE)
      .refuses(409, STATE, "it has not ended, or one of its tasks has not.")
      .refuses(409, "task_in_use", "a task of another orchestration still waits for one of its tasks.");

  static final Operation PAUSE = change("Start nothing of an orchestration until it is let go on");

  static final Operation UNPAUSE = change("Let a paused orchestration go on");

  static final Operation RETRY = change("Run again what failed, was skipped or cancelled");

  private OrchestrationOperations() {}

  private static Operation change(String summary) {
    return Operation.of(summary)
        .answers(200, "The orchestration.", OrchestrationSchemas.SUMMARY)
        .refuses(404, NOT_FOUND, NONE)
        .refuses(409, STATE, NOT_NOW);
  }
}
