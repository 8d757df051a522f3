package dev.claudeworker.http;

import dev.claudeworker.openapi.ObjectSchema;
import dev.claudeworker.openapi.Schema;
import dev.claudeworker.spi.dag.EdgeCondition;
import dev.claudeworker.spi.dag.FailurePolicy;
import dev.claudeworker.spi.dag.IfBroken;
import dev.claudeworker.spi.dag.OrchestrationStatus;
import java.util.Arrays;
import java.util.List;

/** The shapes of orchestrations. */
final class OrchestrationSchemas {

  static final Schema ON =
      Schema.word("What is asked of the upstream task.", words(EdgeCondition.values()));

  static final Schema IF_BROKEN =
      Schema.word("What happens when it ends otherwise.", words(IfBroken.values()));

  private static final Schema IDENTIFIERS = Schema.list("Identifiers of tasks.", Schema.text(""));

  static final Schema SUMMARY = fields("OrchestrationSummary", "An orchestration without its tasks.").open();

  static final Schema WHOLE = fields("Orchestration", "An orchestration with its tasks.")
      .must("tasks", Schema.list("Its tasks, by id.", member()))
      .must("more_tasks", Schema.truth("Whether there are tasks after these; go on with `after_task`."))
      .open();

  static final Schema FOUND = Schema.either("With or without its tasks.", WHOLE, SUMMARY);

  static final Schema CANCELLED = fields("CancelledOrchestration", "An orchestration that has been cancelled.")
      .must("message", Schema.text("For people."))
      .open();

  static final Schema SUBMITTED = fields("SubmittedOrchestration", "An orchestration that is stored.")
      .must("tasks", Schema.list("The submitted tasks, in the order of the definition.", submittedMember()))
      .must("message", Schema.text("For people."))
      .open();

  static final Schema PLAN = ObjectSchema.named("OrchestrationPlan", "What an orchestration would do.")
      .must("valid", Schema.truth("Always true; what is wrong comes as a problem."))
      .must("total_tasks", Schema.integer("How many tasks."))
      .must("levels", Schema.list("Tasks that can run together.", IDENTIFIERS))
      .must("critical_path", Schema.list("The longest chain.", Schema.text("")))
      .must("width", Schema.integer("Tasks of the widest level: so many slots are of use."))
      .open();

  static final Schema PAGE = ObjectSchema.named("OrchestrationPage", "Orchestrations, newest first.")
      .must("orchestrations", Schema.list("The orchestrations.", SUMMARY))
      .must("next_cursor", Schema.text("Give it as `cursor` for the next page; null = this was the last.").orNull())
      .must("as_of", Schema.integer("Number of the event as of which the page is true."))
      .open();

  static final Schema NEW = definition(
      ObjectSchema.named("NewOrchestration", "An orchestration to submit: `tasks`, or a whole file as `definition`."))
      .closed();

  static final Schema NEW_TASKS = ObjectSchema.named("MoreTasks", "Tasks to add: `tasks`, or a file as `definition`.")
      .may("tasks", Schema.list("The tasks.", newMember()))
      .may("definition", Schema.text("JSON or YAML with `tasks`."))
      .may("working_directory", Schema.text("Of tasks that name none.").orNull())
      .may("base_directory",
          Schema.text("From where relative directories count; default: the orchestration's.").orNull())
      .may("environment", Schema.map("Variables for the children.", Schema.text("")).orNull())
      .may("source", Schema.text("By which way they come; default: `rest`.").orNull())
      .may("parent_task_id", Schema.integer("The task that adds them.").orNull())
      .closed();

  private OrchestrationSchemas() {}

  private static List<String> words(Enum<?>[] values) {
    return Arrays.stream(values).map(MemberParser::word).toList();
  }

  private static ObjectSchema fields(String name, String description) {
    Schema id = Schema.integer("Its number.");
    return ObjectSchema.named(name, description)
        .must("orchestration_id", id)
        .must("id", id)
        .must("uuid", Schema.uuid("Its id for machines."))
        .must("name", Schema.text("Its name.").orNull())
        .must("status", Schema.word("Its state.",
            Arrays.stream(OrchestrationStatus.values()).map(OrchestrationStatus::word).toList()))
        .must("total_tasks", Schema.integer("All its tasks."))
        .must("completed_tasks", Schema.integer("Tasks that completed."))
        .must("failed_tasks", Schema.integer("Tasks that failed."))
        .must("skipped_tasks", Schema.integer("Tasks that never ran because of others."))
        .must("cancelled_tasks", Schema.integer("Tasks that were cancelled."))
        .must("running_tasks", Schema.integer("Tasks that run."))
        .must("pending_tasks", Schema.integer("Tasks that are due."))
        .must("waiting_tasks", Schema.integer("Tasks that are not due yet."))
        .must("created_at", Schema.time("When it was submitted."))
        .must("started_at", Schema.time("When its first task began.").orNull())
        .must("ended_at", Schema.time("When it ended.").orNull())
        .must("deadline_at", Schema.time("When its time runs out.").orNull())
        .must("failure_policy", Schema.word("What a failed task means for the others.", words(FailurePolicy.values())))
        .must("max_parallel", maxParallel())
        .must("orchestration_timeout", Schema.number("Seconds it may take; 0 = without limit."))
        .must("priority", Schema.integer("Of tasks that have none of their own."))
        .must("base_directory", Schema.text("From where relative directories counted.").orNull())
        .must("project", Schema.text("What it belongs to."))
        .must("submitted_by", Schema.text("Who submitted it."))
        .must("source", Schema.text("By which way."))
        .must("parent_task_id", Schema.integer("The task that created it.").orNull())
        .must("correlation_id", Schema.text("X-Correlation-Id of the request that submitted it."))
        .must("version", Schema.integer("Changes with every move."));
  }

  private static Schema maxParallel() {
    return Schema.either("So many of its tasks may run at once; `auto` = as many as the worker has slots for.",
        Schema.text(""), Schema.integer("", 1, OrchestrationParser.MAX_PARALLEL));
  }

  private static Schema member() {
    return ObjectSchema.named("OrchestrationTask", "A task in the list of its orchestration.")
        .must("task_id", Schema.integer("Its number."))
        .must("id", Schema.integer("Its number."))
        .must("identifier", Schema.text("Its name in the orchestration."))
        .must("status", Schema.word("Its state.", TaskSchemas.STATUS_WORDS))
        .must("wait_reason", TaskSchemas.WAIT_REASON.orNull())
        .must("held", Schema.text("Why it is not claimable although it is pending.").orNull())
        .must("depends_on", IDENTIFIERS)
        .must("depends_on_ids", Schema.list("Numbers of these tasks.", Schema.integer("")))
        .must("initial_delay", Schema.number("Seconds after the last dependency."))
        .must("execution_prompt", Schema.text("The beginning of what it is to do."))
        .must("created_at", Schema.time("When it was submitted."))
        .must("started_at", Schema.time("When its first attempt began.").orNull())
        .must("ended_at", Schema.time("When it ended.").orNull())
        .must("due_at", Schema.time("When it becomes due.").orNull())
        .must("last_action_cache", Schema.text("What it did last.").orNull())
        .must("error_message", Schema.text("Why it failed.").orNull())
        .must("skipped_because_of", Schema.text("The upstream task because of which it never ran.").orNull())
        .must("cost_usd", Schema.number("What its ended attempts cost."))
        .open();
  }

  private static Schema submittedMember() {
    return ObjectSchema.named("SubmittedTask", "A task as it was submitted.")
        .must("identifier", Schema.text("Its name in the orchestration."))
        .must("task_id", Schema.integer("Its number."))
        .must("depends_on", IDENTIFIERS)
        .must("initial_delay", Schema.number("Seconds after the last dependency."))
        .open();
  }

  private static ObjectSchema definition(ObjectSchema schema) {
    return schema
        .may("tasks", Schema.list("The tasks.", newMember()))
        .may("definition", Schema.text("JSON or YAML with the same members, except those of the submitter."))
        .may("name", Schema.text("A name for people.").orNull())
        .may("failure_policy",
            Schema.word("What a failed task means for the others.", words(FailurePolicy.values())).orNull())
        .may("max_parallel", maxParallel().orNull())
        .may("orchestration_timeout", Schema.number("Seconds it may take; default: `orchestration.timeout`.").orNull())
        .may("priority", TaskSchemas.PRIORITY.orNull())
        .may("working_directory", Schema.text("Of tasks that name none.").orNull())
        .may("base_directory", Schema.text("From where relative directories count; one inside it that does not exist "
            + "is made when its task starts.").orNull())
        .may("environment", Schema.map("Variables for the children.", Schema.text("")).orNull())
        .may("uuid", Schema.uuid("Its id for machines; default: a new one.").orNull())
        .may("source", Schema.text("By which way it comes; default: `rest`.").orNull())
        .may("parent_task_id", Schema.integer("The task that submits it.").orNull());
  }

  private static Schema newMember() {
    Schema edge = ObjectSchema.unnamed("A dependency with conditions.")
        .must("task", Schema.text("Identifier of the upstream task."))
        .may("on", ON.orNull())
        .may("if_broken", IF_BROKEN.orNull())
        .closed();
    Schema edges = Schema.list("What it waits for: identifiers, or objects.",
        Schema.either("", Schema.text("Identifier of the upstream task."), edge));
    return TaskSchemas.taskFields(ObjectSchema.named("NewOrchestrationTask", "A task of an orchestration."))
        .may("identifier", Schema.text("1 to 100 letters, digits, `_` or `-`; default: `name`.").orNull())
        .may("depends_on", edges.orNull())
        .may("depends-on", edges.orNull())
        .may("continue_from", Schema.text("Identifier of the upstream task whose session it goes on with.").orNull())
        .may("type", Schema.text("`task`; other kinds come later.").orNull())
        .closed();
  }
}
