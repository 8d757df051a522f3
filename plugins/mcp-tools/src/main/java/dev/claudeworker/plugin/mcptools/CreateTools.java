package dev.claudeworker.plugin.mcptools;

import dev.claudeworker.spi.JsonCodec;
import dev.claudeworker.spi.JsonValue;
import dev.claudeworker.spi.JsonValue.JsonArray;
import dev.claudeworker.spi.JsonValue.JsonNumber;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.tool.ToolHints;
import dev.claudeworker.spi.tool.WorkerApi.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Tools that create tasks one by one: at once, or gathered in a group. */
final class CreateTools {

  /** Labels by which later calls of the same client find a task by its identifier. */
  private static final String CLIENT_LABEL = "mcp.client";

  private static final String IDENTIFIER_LABEL = "mcp.identifier";

  private static final List<String> COPIED =
      List.of("execution_prompt", "system_prompt", "model", "concurrency_key");

  private static final String IDENTIFIER = "[A-Za-z0-9_-]{1,100}";

  /** A running task as a caller. */
  private static final String TASK = "task-[0-9]+";

  private static final long MAX_DELAY_SECONDS = 3_600;

  private final JsonCodec json;
  private final GuardRails rails;
  private final StagedGroups groups;

  CreateTools(JsonCodec json, GuardRails rails, StagedGroups groups) {
    this.json = json;
    this.rails = rails;
    this.groups = groups;
  }

  List<ProductTool> tools() {
    return List.of(
        ProductTool.of(json, "create_task",
            """
                Hands one task to Claude Code in the background and returns at once with its id; the task goes on when this \
                conversation ends. Use it for work that takes minutes or can run beside yours. The task sees nothing of this \
                conversation: write the prompt complete in itself, with paths. depends_on names tasks that must complete first, \
                by the task_identifier you gave them or by id. With orchestration_group the task is only staged: call \
                submit_orchestration when the group is complete. Afterwards use wait_for_task, or go on and ask with \
                get_task_status. On an error correct what it names and call again; the same call is never carried out twice.""",
            Input.none()
                .mustText("execution_prompt", "What the task is to do, complete in itself.")
                .text("task_identifier", "Your name for the task, so that later tasks can depend on it: 1-100 of "
                    + "A-Za-z0-9_-. Needed in a group.")
                .text("working_directory", "Directory to work in; where this conversation works unless given.")
                .text("system_prompt", "Added to the system prompt of the task.")
                .text("model", "sonnet (default), opus, haiku or a full model id.")
                .texts("depends_on", "Identifiers or ids of tasks that must complete before.")
                .number("wait_after_dependencies", "Seconds to wait after the last of them.", 0, MAX_DELAY_SECONDS)
                .text("orchestration_group", "Stages the task in this group instead of starting it.")
                .text("priority", "low, normal, high, urgent or 0-100.")
                .text("concurrency_key", "none = may run beside other tasks in the same directory; else tasks with the "
                    + "same key run one after the other. The directory unless given.")
                .amount("max_cost_usd", "Most that the task may cost, in US dollars.")
                .word("on_denied",
                    "What a tool call that nobody has allowed makes of the task: warn (default, it goes on "
                        + "without), fail, or ask: it waits with reason approval until resume_task or a person says yes or no.",
                    "warn", "fail", "ask"),
            ToolHints.ADDS, this::create),
        ProductTool.of(json, "submit_orchestration",
            """
                Submits all tasks that create_task staged under an orchestration_group as one graph, which starts at once. \
                All or nothing: if something is wrong (a cycle, an unknown dependency) nothing is stored, the group stays \
                staged, and the error names what to correct; stage the corrected task under the same identifier and call again.""",
            Input.none().mustText("orchestration_group", "The group."), ToolHints.ADDS, this::submit));
  }

  private JsonObject create(Call call) throws InterruptedException {
    guard(call);
    Optional<String> group = call.text("orchestration_group");
    return group.isPresent() ? stage(call, group.get()) : createNow(call);
  }

  private void guard(Call call) {
    String prompt = call.text("execution_prompt").orElse("");
    if (prompt.isBlank()) {
      throw new ToolRefusal("'execution_prompt' is empty: say what the task is to do.");
    }
    if (call.text("task_identifier").filter(name -> !name.matches(IDENTIFIER)).isPresent()) {
      throw new ToolRefusal("'task_identifier' must be 1 to 100 of A-Za-z0-9_-, for example build-docs.");
    }
    rails.check(call.call().arguments(), call.directory());
  }

  private JsonObject stage(Call call, String group) {
    if (call.call().caller().matches(TASK)) {
      throw new ToolRefusal(
          "A running task stages nothing: groups belong to persons and their agents. Use add_tasks for "
              + "your own orchestration, create_orchestration for another graph, or create_task without orchestration_group.");
    }
    String identifier = call.text("task_identifier")
        .orElseThrow(() -> new ToolRefusal("A task in a group needs a task_identifier."));
    JsonObject task = copied(call).with("identifier", identifier);
    List<String> upstream = call.texts("depends_on");
    if (!upstream.isEmpty()) {
      task = task.with("depends_on", JsonArray.ofTexts(upstream));
    }
    task = withDelay(call, task);
    int count = groups.stage(group, task);
    return JsonObject.EMPTY.with("orchestration_group", group)
        .with("task_identifier", identifier)
        .with("staged_tasks", count)
        .with("next", "Nothing runs yet. Call submit_orchestration when the group is complete.");
  }

  private static JsonObject copied(Call call) {
    JsonObject task = JsonObject.EMPTY;
    for (String name : COPIED) {
      Optional<String> text = call.text(name);
      if (text.isPresent()) {
        task = task.with(name, text.get());
      }
    }
    Optional<JsonValue> cost = call.value("max_cost_usd");
    if (cost.isPresent()) {
      task = task.with("max_cost_usd", cost.get());
    }
    Optional<String> onDenied = call.text("on_denied");
    if (onDenied.isPresent()) {
      task = task.with("executor_options", JsonObject.EMPTY.with("on_denied", onDenied.get()));
    }
    Optional<JsonValue> priority = call.priority();
    if (priority.isPresent()) {
      task = task.with("priority", priority.get());
    }
    Optional<String> directory = call.directory();
    return directory.isPresent() ? task.with("working_directory", directory.get()) : task;
  }

  private static JsonObject withDelay(Call call, JsonObject task) {
    OptionalLong delay = call.number("wait_after_dependencies").map(OptionalLong::of).orElse(OptionalLong.empty());
    return delay.isPresent() ? task.with("initial_delay", delay.getAsLong()) : task;
  }

  private JsonObject createNow(Call call) throws InterruptedException {
    JsonObject task = withDelay(call, copied(call)).with("source", "mcp");
    List<JsonValue> upstream = new ArrayList<>();
    for (String name : call.texts("depends_on")) {
      upstream.add(JsonNumber.of(find(call, name)));
    }
    if (!upstream.isEmpty()) {
      task = task.with("depends_on", new JsonArray(upstream));
    }
    Optional<String> identifier = call.text("task_identifier");
    if (identifier.isPresent()) {
      task = task.with("name", identifier.get())
          .with("labels", JsonObject.EMPTY.with(CLIENT_LABEL, call.call().caller())
              .with(IDENTIFIER_LABEL, identifier.get()));
    }
    JsonObject created = call.ask(Request.post(Call.BASE + "/tasks", task).once(call.once()));
    JsonObject digest = Digest.task(created);
    return identifier.isPresent() ? digest.with("task_identifier", identifier.get()) : digest;
  }

  /** The newest task that this client gave an identifier, or the one with that id. */
  private static long find(Call call, String name) throws InterruptedException {
    JsonObject page = call.ask(Request.get(Call.BASE + "/tasks")
        .withQuery(Map.of("label", IDENTIFIER_LABEL + "=" + name, "limit", "50")));
    for (JsonObject task : Call.objects(page, "tasks")) {
      if (isOf(call.call().caller(), task)) {
        return ((JsonNumber) task.get("id").orElseThrow()).value().longValueExact();
      }
    }
    if (Call.isId(name)) {
      return Long.parseLong(name);
    }
    throw new ToolRefusal("depends_on: no task was created with the task_identifier '" + name
        + "'. Create it first, or use the id that list_tasks shows.");
  }

  private static boolean isOf(String client, JsonObject task) {
    return task.get("labels").orElse(JsonObject.EMPTY) instanceof JsonObject labels
        && labels.text(CLIENT_LABEL).equals(Optional.of(client));
  }

  private JsonObject submit(Call call) throws InterruptedException {
    String group = call.text("orchestration_group").orElse("");
    JsonArray tasks = groups.read(group)
        .or(() -> groups.submitted(group, call.call().callId()))
        .orElseThrow(() -> new ToolRefusal("Nothing is staged under '" + group
            + "'. Stage tasks with create_task and this orchestration_group first."));
    JsonObject graph = JsonObject.EMPTY.with("name", group).with("tasks", tasks);
    JsonObject submitted = call.ask(Request.post(Call.BASE + "/orchestrations", graph).once(call.once()));
    groups.submit(group, tasks, call.call().callId());
    return Digest.orchestration(submitted);
  }
}
