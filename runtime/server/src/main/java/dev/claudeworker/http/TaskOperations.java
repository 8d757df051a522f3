package dev.claudeworker.http;

import dev.claudeworker.openapi.ObjectSchema;
import dev.claudeworker.openapi.Operation;
import dev.claudeworker.openapi.Schema;

/** What the routes of tasks do. */
final class TaskOperations {

  private static final String NO_TASK = "there is no such task.";

  private static final String EXAMINED = "Not indexed: one request looks at " + TaskSearch.MOST_EXAMINED
      + " tasks at most, newest first; then the page may be short, and `next_cursor` looks on.";

  static final Operation SUBMIT = Operation.of("Submit a task")
      .detail("The task is durable when this is answered.")
      .idempotent()
      .header("traceparent", "W3C trace context; kept with the task.")
      .body(TaskSchemas.NEW_TASK)
      .answers(201, "The task.", TaskSchemas.TASK)
      .answers(200, "The task that an earlier request with the same key made.", TaskSchemas.TASK)
      .refuses(413, "prompt_too_large", "the prompt is longer than `task.max_prompt`.")
      .refuses(422, "invalid_request", "`errors` names every field that is wrong.")
      .refuses(422, "idempotency_key_reused", "the key was used for another request.")
      .refuses(503, "queue_busy", "too many changes wait for the storage.");

  static final Operation LIST = Operation.of("List tasks, newest first")
      .query("status", "Only tasks in these states, separated by commas.", Schema.text(""))
      .query("label", "Only tasks with this label, `name=value`; may be given several times.", Schema.text(""))
      .query("executor", "Only tasks of this executor. " + EXAMINED, Schema.text(""))
      .query("name", "Only tasks with this text in their name, whatever the case. " + EXAMINED, Schema.text(""))
      .query("orchestration_id", "Only tasks of this orchestration.", Schema.integer("", 1, Long.MAX_VALUE))
      .query("parent_task_id", "Only tasks that this task created.", Schema.integer("", 1, Long.MAX_VALUE))
      .query("limit", "At most so many; default " + TaskListQuery.DEFAULT_LIMIT + ".",
          Schema.integer("", 1, TaskListQuery.MAX_LIMIT))
      .query("cursor", "`next_cursor` of the page before.", Schema.text(""))
      .answers(200, "One page.", TaskSchemas.PAGE)
      .refuses(400, "invalid_request", "`errors` names every parameter that is wrong.");

  static final Operation WAIT = Operation.of("Wait for the first of several tasks to end")
      .detail("Answers at once if one has ended already. That none ends in time is no failure: ask again.")
      .query("id", "The tasks, separated by commas, at most " + TaskHandlers.MAX_AWAITED + ".", Schema.text(""))
      .query("timeout",
          "Seconds to wait; default " + TaskHandlers.DEFAULT_WAIT_SECONDS + ".",
          Schema.integer("", 0, TaskHandlers.MAX_WAIT_SECONDS))
      .answers(200, "All of them as they stand.", ObjectSchema.unnamed("Tasks, and whether one has ended.")
          .must("tasks", Schema.list("The tasks, smallest number first; texts are previews.", TaskSchemas.TASK))
          .must("ended", Schema.truth("Whether at least one has ended."))
          .open())
      .refuses(400, "invalid_request", "`errors` names every parameter that is wrong.")
      .refuses(404, "task_not_found", "one of them does not exist.");

  static final Operation FIND = Operation.of("One task with its whole texts")
      .answers(200, "The task; its version is the ETag.", TaskSchemas.TASK)
      .refuses(404, "task_not_found", NO_TASK);

  static final Operation DELETE = Operation.of("Delete a task that has ended")
      .answersEmpty(204, "It is gone.")
      .refuses(404, "task_not_found", NO_TASK)
      .refuses(409, "task_not_ended", "it has not ended; cancel it first.")
      .refuses(409, "task_in_use", "a task that has not ended depends on it.");

  static final Operation CHANGE = Operation.of("Change a task that has not ended")
      .header("If-Match", "Change it only if its ETag is still this one.")
      .body(ObjectSchema.unnamed("What to change.")
          .may("priority", TaskSchemas.PRIORITY)
          .may("depends_on", Schema.list("Ids of all tasks that must complete first, as long as it has not started.",
              Schema.integer("")))
          .closed())
      .answers(200, "The task as it stands now.", TaskSchemas.TASK)
      .refuses(404, "task_not_found", NO_TASK)
      .refuses(409, "task_ended", "it has ended.")
      .refuses(409, "task_started", "its dependencies cannot be changed any more.")
      .refuses(409, "dependency_cycle", "tasks would wait for each other in a circle.")
      .refuses(412, "version_changed", "somebody else changed it meanwhile.");

  static final Operation CANCEL = Operation.of("Cancel a task")
      .detail("A running attempt is asked to end; asking again is allowed.")
      .optionalBody(ObjectSchema.unnamed("How.")
          .may("force", Schema.truth("End it without the grace period.").orNull())
          .closed())
      .answers(200, "The task: cancelled, or still running with `cancel_requested`.", TaskSchemas.TASK)
      .refuses(404, "task_not_found", NO_TASK)
      .refuses(409, "task_ended", "it has ended.");

  static final Operation RETRY = Operation.of("Try a failed, skipped or cancelled task again")
      .detail("Its counters begin anew; its dependents stay as they are.")
      .optionalBody(ObjectSchema.unnamed("How.")
          .may("fresh",
              Schema.truth("Start anew (default) instead of going on where the last attempt stopped.").orNull())
          .closed())
      .answers(200, "The task.", TaskSchemas.TASK)
      .refuses(404, "task_not_found", NO_TASK)
      .refuses(409, "task_not_ended", "it has not failed.");

  static final Operation RESUME = Operation.of("Let an ended task go on where it stopped")
      .detail("Also answers a task that waits with reason `input` or `approval`.")
      .optionalBody(ObjectSchema.unnamed("How.").may("text", Schema.text("What to add.").orNull()).closed())
      .answers(200, "The task.", TaskSchemas.TASK)
      .refuses(404, "task_not_found", NO_TASK)
      .refuses(409, "nothing_to_resume", "no attempt left anything that could be continued.");

  static final Operation ATTEMPTS = Operation.of("All attempts of a task")
      .answers(200, "The attempts, by number.", TaskSchemas.ATTEMPTS)
      .refuses(404, "task_not_found", NO_TASK);

  static final Operation LOG = Operation.of("The log of a task's attempts")
      .detail("By page, followed live as server-sent events, or the raw output of the child.")
      .query("attempt", "Which attempt; default: the last.", Schema.integer("", 1, Integer.MAX_VALUE))
      .query("level", "`summary` (default) or `detailed`.", Schema.text(""))
      .query("offset", "Where to begin.", Schema.integer("", 0, Long.MAX_VALUE))
      .query("follow", "Follow it live to the end of the task.", Schema.truth(""))
      .query("raw", "`stdout` or `stderr`: what the child wrote, as it is.", Schema.text(""))
      .header("Last-Event-ID", "Go on from here; sent by a client that connects again.")
      .answers(200, "Lines, or a stream with `follow`.", EventSchemas.LOG_PAGE)
      .answers(200, "A live stream.", "text/event-stream", EventSchemas.STREAM)
      .answers(200, "Raw output.", "application/octet-stream", Schema.any("Bytes."))
      .refuses(404, "task_not_found", NO_TASK)
      .refuses(404, "attempt_not_found", "it has not begun that many attempts.")
      .refuses(503, "too_many_streams", "`server.max_streams` are open.");

  private TaskOperations() {}
}
