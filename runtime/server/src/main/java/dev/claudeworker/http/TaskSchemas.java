package dev.claudeworker.http;

import dev.claudeworker.openapi.ObjectSchema;
import dev.claudeworker.openapi.Schema;
import dev.claudeworker.spi.ErrorCategory;
import dev.claudeworker.spi.task.AttemptStatus;
import dev.claudeworker.spi.task.Priority;
import dev.claudeworker.spi.task.RetryRules;
import dev.claudeworker.spi.task.TaskStatus;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The shapes of tasks and of what belongs to them. */
final class TaskSchemas {

  static final List<String> STATUS_WORDS = Arrays.stream(TaskStatus.values()).map(TaskStatus::word).toList();

  static final Schema PRIORITY = Schema.either("How urgent it is: a word, or a number from 0 to 100.",
      Schema.text("`low`, `normal`, `high`, `urgent`, or a number as text."),
      Schema.integer("", 0, Priority.URGENT.value()));

  static final Schema USAGE = ObjectSchema.named("Usage", "What attempts used.")
      .must("input_tokens", Schema.integer("Tokens read."))
      .must("output_tokens", Schema.integer("Tokens written."))
      .must("cache_read_tokens", Schema.integer("Tokens read from the cache."))
      .must("cache_write_tokens", Schema.integer("Tokens written to the cache."))
      .must("turns", Schema.integer("Turns of the conversation."))
      .must("cost_usd", Schema.number("US dollars."))
      .must("cpu_seconds", Schema.number("Processor time of the children."))
      .must("peak_memory_bytes", Schema.integer("Most memory the children held at once."))
      .open();

  static final Schema FAILURE = ObjectSchema.named("Failure", "Why an attempt failed.")
      .must("code", Schema.text("Stable; go by it in programs."))
      .must("category", Schema.word("Who can do something about it.",
          Arrays.stream(ErrorCategory.values()).map(category -> category.name().toLowerCase(Locale.ROOT)).toList()))
      .must("retry_helps", Schema.truth("Whether trying again may help."))
      .must("message", Schema.text("What happened and why."))
      .must("suggestion", Schema.text("What to do next."))
      .must("details", Schema.anyObject("What belongs to this code."))
      .open();

  static final Schema WAIT_REASON = ObjectSchema.named("WaitReason", "Why a task does not run.")
      .must("code", Schema.text("For example `delay`, `retry`, `usage_limit`, `slot`, `paused`; new ones may come."))
      .must("until", Schema.time("When it ends, if that is known.").orNull())
      .must("details", Schema.anyObject("What belongs to this code."))
      .open();

  static final Schema TASK = task();

  static final Schema PAGE = ObjectSchema.named("TaskPage", "Tasks, newest first; prompt and result are previews.")
      .must("tasks", Schema.list("The tasks.", TASK))
      .must("next_cursor", Schema.text("Give it as `cursor` for the next page; null = this was the last.").orNull())
      .must("as_of", Schema.integer("Number of the event as of which the page is true."))
      .open();

  static final Schema ATTEMPTS = ObjectSchema.unnamed("All attempts, by number.")
      .must("attempts", Schema.list("The attempts.", attempt()))
      .open();

  static final Schema NEW_TASK = newTask();

  private TaskSchemas() {}

  private static Schema task() {
    Schema id = Schema.integer("Its number.");
    return ObjectSchema.named("Task", "A task. Every member is always there; what is not known is null.")
        .must("id", id)
        .must("uuid", Schema.uuid("Its id for machines."))
        .must("status", Schema.word("Its state.", STATUS_WORDS))
        .must("wait_reason", WAIT_REASON.orNull())
        .must("working_directory", Schema.text("Where it runs, links resolved."))
        .must("execution_prompt", Schema.text("What it is to do."))
        .must("model", Schema.text("The model.").orNull())
        .must("executor", Schema.text("Who carries it out."))
        .must("executor_options", Schema.anyObject("Its options for the executor."))
        .must("account", Schema.text("Whose limits it uses."))
        .must("priority", Schema.integer("How urgent it is.", 0, Priority.URGENT.value()))
        .must("name", Schema.text("Its name.").orNull())
        .must("labels", Schema.map("Its labels.", Schema.text("")))
        .must("required_labels", Schema.map("What a server must offer to run it.", Schema.text("")))
        .must("project", Schema.text("What it belongs to."))
        .must("submitted_by", Schema.text("Who submitted it."))
        .must("source", Schema.text("By which way."))
        .must("parent_task_id", Schema.integer("The task that created it.").orNull())
        .must("correlation_id", Schema.text("X-Correlation-Id of the request that submitted it."))
        .must("timeout_seconds", Schema.number("How long an attempt may take; 0 = without limit."))
        .must("max_cost_usd", Schema.number("What all attempts together may cost.").orNull())
        .must("initial_delay", Schema.number("Seconds before it becomes due."))
        .must("created_at", Schema.time("When it was submitted."))
        .must("started_at", Schema.time("When its first attempt began.").orNull())
        .must("ended_at", Schema.time("When it ended.").orNull())
        .must("due_at", Schema.time("When it becomes due.").orNull())
        .must("last_action_cache", Schema.text("What it did last.").orNull())
        .must("final_summary", Schema.text("Its result.").orNull())
        .must("error_message", Schema.text("Why it failed.").orNull())
        .must("error", FAILURE.orNull())
        .must("denied_tool_calls", Schema.integer("Tool calls that were denied; look at them even if it completed."))
        .must("attempts", Schema.integer("How many attempts were begun."))
        .must("failures", Schema.integer("How many of them count as failures."))
        .must("cancel_requested", Schema.truth("Whether somebody asked it to end."))
        .must("usage", USAGE)
        .must("orchestration_id", id.orNull())
        .must("identifier", Schema.text("Its name within the orchestration.").orNull())
        .must("depends_on", Schema.list("The tasks it waits for.", id))
        .must("skipped_because_of", id.orNull())
        .must("held", Schema.text("Why it is not claimable although it is pending.").orNull())
        .must("concurrency_key", Schema.text("Tasks with the same key are kept apart.").orNull())
        .must("version", Schema.integer("Changes with every change; the ETag."))
        .open();
  }

  private static Schema attempt() {
    return ObjectSchema.named("Attempt", "One try at a task.")
        .must("task_id", Schema.integer("The task."))
        .must("number", Schema.integer("From 1."))
        .must("uuid", Schema.uuid("Its id for machines."))
        .must("status", Schema.word("Its state.",
            Arrays.stream(AttemptStatus.values()).map(AttemptStatus::word).toList()))
        .must("counted", Schema.truth("Whether it counts as a failure."))
        .must("server", Schema.text("The server that ran it."))
        .must("resume_reference", Schema.text("What the next attempt can continue, for example a session.").orNull())
        .must("started_at", Schema.time("When it began."))
        .must("ended_at", Schema.time("When it ended.").orNull())
        .must("usage", USAGE)
        .must("error", FAILURE.orNull())
        .open();
  }

  private static Schema newTask() {
    return taskFields(ObjectSchema.named("NewTask", "A task to submit. A member that is null counts as absent."))
        .may("depends_on", Schema.list("Ids of tasks that must complete first.", Schema.integer("")).orNull())
        .may("source", Schema.text("By which way it comes; default: `rest`.").orNull())
        .may("parent_task_id", Schema.integer("The task that submits this one.").orNull())
        .closed();
  }

  /** What every submitted task may say, alone or in an orchestration. */
  static ObjectSchema taskFields(ObjectSchema schema) {
    return schema
        .must("execution_prompt", Schema.text("What it is to do; at most `task.max_prompt` bytes."))
        .may("working_directory", Schema.text("An absolute path; default: `task.working_directory`.").orNull())
        .may("system_prompt", Schema.text("Instead of the usual system prompt.").orNull())
        .may("model", Schema.text("`sonnet`, `opus`, `haiku` or any id; default: `task.default_model`.").orNull())
        .may("name", Schema.text("A name for people.").orNull())
        .may("executor", Schema.text("Who carries it out; default: `task.executor`.").orNull())
        .may("executor_options", Schema.anyObject("Checked against the executor's own schema.").orNull())
        .may("priority", PRIORITY.orNull())
        .may("timeout_seconds", Schema.number("How long an attempt may take; 0 = without limit.").orNull())
        .may("max_cost_usd", Schema.number("What all attempts together may cost.").orNull())
        .may("initial_delay", Schema.number("Seconds before it becomes due; at most 3600.").orNull())
        .may("retry", retry().orNull())
        .may("labels", Schema.map("Names with texts.", Schema.text("")).orNull())
        .may("required_labels", Schema.map("Labels that a server must have to run it (`server.labels`); at most 8.",
            Schema.text("")).orNull())
        .may("environment", Schema.map("Variables for the child; the server keeps those that are harmless.",
            Schema.text("")).orNull())
        .may("wait_after_dependencies", Schema.number("The same as `initial_delay`.").orNull())
        .may("concurrency_key",
            Schema.text("Tasks with the same key are kept apart: `directory` (the working directory; "
                + "the default is `task.concurrency`), `none`, or any name.").orNull())
        .may("concurrency_limit", Schema.integer("So many tasks with this key may run at once; default 1.").orNull())
        .may("uuid", Schema.uuid("Its id for machines; default: a new one.").orNull());
  }

  private static Schema retry() {
    return ObjectSchema.named("Retry", "What happens after failures; what is absent is taken from `retry.*`.")
        .may("attempts", Schema.integer("So many failures count before it has failed.").orNull())
        .may("backoff", Schema.word("How pauses grow.",
            Arrays.stream(RetryRules.Backoff.values()).map(value -> value.name().toLowerCase(Locale.ROOT)).toList())
            .orNull())
        .may("initial_delay", Schema.number("First pause in seconds.").orNull())
        .may("max_delay", Schema.number("Longest pause in seconds.").orNull())
        .may("multiplier", Schema.number("How fast pauses grow.").orNull())
        .may("jitter", Schema.number("Share of the pause that is left to chance.").orNull())
        .may("max_lost", Schema.integer("So many lost attempts are tried again.").orNull())
        .closed();
  }
}
