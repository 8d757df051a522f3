package dev.claudeworker.plugin.mcptools;

import dev.claudeworker.spi.JsonCodec;
import dev.claudeworker.spi.JsonValue;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.tool.ToolHints;
import dev.claudeworker.spi.tool.WorkerApi.Request;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Tools for graphs of dependent tasks. */
final class OrchestrationTools {

  private static final String ORCHESTRATION = "The orchestration's id.";
  private static final List<String> GRAPH =
      List.of("name", "tasks", "failure_policy", "max_parallel", "base_directory");
  private static final long MAX_PARALLEL = 1_000;

  private final JsonCodec json;
  private final GuardRails rails;

  OrchestrationTools(JsonCodec json, GuardRails rails) {
    this.json = json;
    this.rails = rails;
  }

  List<ProductTool> tools() {
    return List.of(
        ProductTool.of(json, "create_orchestration",
            """
                Submits a whole graph of tasks in one call: independent tasks run in parallel, dependent ones when theirs have \
                completed. A task can use what an upstream task produced with {{tasks.IDENTIFIER.result}} in its prompt. All or \
                nothing: on an error nothing is stored and the error names every place that is wrong. Returns the id for \
                orchestration_status.""",
            Input.none()
                .mustTasks("The tasks.")
                .text("name", "What the orchestration is called.")
                .text("base_directory", "Absolute path from which relative working directories count.")
                .word("failure_policy", "What becomes of tasks whose dependency failed; skip unless given.", "skip",
                    "continue", "hold", "fail_fast")
                .number("max_parallel", "Most tasks of it at once.", 1, MAX_PARALLEL),
            ToolHints.ADDS, this::create),
        ProductTool.of(json, "orchestration_status",
            """
                Tells how an orchestration stands, and each of its tasks with why it waits or failed. To wait for it, wait for its last \
                tasks with wait_for_any or wait_for_task; results are in get_task_status.""",
            Input.none().mustId("orchestration_id", ORCHESTRATION), ToolHints.READS,
            call -> Digest.orchestration(call.ask(Request.get(orchestration(call))))),
        ProductTool.of(json, "list_orchestrations",
            """
                Lists orchestrations, newest first, with how many of their tasks are in which state; more is true if there are \
                older ones.""",
            Input.none()
                .text("status", "Only these states, separated by commas: pending, running, paused, completed, failed, "
                    + "cancelled, timed_out.")
                .number("limit", "At most so many; 10 unless given.", 1, Call.MAX_LISTED),
            ToolHints.READS, OrchestrationTools::list),
        ProductTool.of(json, "add_tasks",
            """
                Adds tasks to an orchestration, also while it runs. They may depend on tasks that are in it already, by \
                identifier. All or nothing: on an error nothing is added and the error names what to correct. One that was cancelled or \
                has timed out takes none; use create_orchestration.""",
            Input.none().mustId("orchestration_id", ORCHESTRATION).mustTasks("The tasks to add."), ToolHints.ADDS,
            this::add),
        ProductTool.of(json, "cancel_orchestration",
            """
                Cancels an orchestration that nobody needs any more: running tasks are ended, and none starts afterwards. Returns it \
                as it stands.""",
            Input.none().mustId("orchestration_id", ORCHESTRATION), ToolHints.REMOVES,
            call -> Digest.orchestration(call.ask(Request.post(orchestration(call) + "/cancel", JsonObject.EMPTY)))));
  }

  private static String orchestration(Call call) {
    return Call.BASE + "/orchestrations/" + call.id("orchestration_id");
  }

  private JsonObject add(Call call) throws InterruptedException {
    String path = orchestration(call) + "/tasks";
    JsonObject added = JsonObject.EMPTY.with("tasks", call.value("tasks").orElseThrow());
    rails.checkEach(added, call.call().workingDirectory());
    return Digest.orchestration(call.ask(Request.post(path, added).once(call.once())));
  }

  private JsonObject create(Call call) throws InterruptedException {
    JsonObject graph = JsonObject.EMPTY;
    for (String name : GRAPH) {
      Optional<JsonValue> given = call.value(name);
      if (given.isPresent()) {
        graph = graph.with(name, given.get());
      }
    }
    Optional<Path> directory = call.call().workingDirectory();
    if (graph.get("base_directory").isEmpty() && directory.isPresent()) {
      graph = graph.with("base_directory", directory.get().toString());
    }
    rails.checkEach(graph, graph.text("base_directory").map(Path::of));
    return Digest.orchestration(call.ask(Request.post(Call.BASE + "/orchestrations", graph).once(call.once())));
  }

  private static JsonObject list(Call call) throws InterruptedException {
    JsonObject page = call.list("/orchestrations");
    JsonValue orchestrations = page.get("orchestrations").orElse(JsonObject.EMPTY);
    return JsonObject.EMPTY.with("orchestrations", Digest.each(orchestrations, Digest::orchestration))
        .with("more", new JsonValue.JsonBoolean(page.text("next_cursor").isPresent()));
  }
}
