package dev.claudeworker.cli;

import dev.claudeworker.cli.client.ExitCodes;
import dev.claudeworker.cli.client.Fields;
import dev.claudeworker.cli.client.ServerApi;
import dev.claudeworker.spi.JsonValue;
import dev.claudeworker.spi.JsonValue.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** {@code orchestrate}. */
final class OrchestrateCommand extends CliCommand {

  private final Session session;

  private final Supplier<String> file = argument(
      0, String.class, word -> word, "FILE", "The definition, JSON or YAML; - reads standard input.");

  private final BooleanSupplier wait =
      flag("Stay and show the graph until all has ended, and exit with its result.", "-w", "--wait");

  private final Supplier<Optional<Duration>> pollInterval = option(
      Duration.class, new DurationText(), "TIME", "With --wait: how often to look (default 1s).", "--poll-interval");

  private final BooleanSupplier dryRun = flag("Only check the definition and print the plan.", "--dry-run");

  private final BooleanSupplier json = flag("Print JSON; with --wait one line per change.", "--json");

  OrchestrateCommand(Session session) {
    super(
        "Hand over a graph of tasks that depend on each other. Starts the server if none runs.",
        "",
        "A relative working_directory counts from this directory. If the output is no terminal,",
        "only the orchestration's number is printed.",
        "",
        "Examples:",
        "  claude-worker orchestrate workflow.json",
        "  claude-worker orchestrate workflow.yaml --wait      show the graph until all has ended",
        "  claude-worker orchestrate workflow.yaml --dry-run   check it and print the plan",
        "  generate-workflow | claude-worker orchestrate -");
    this.session = session;
  }

  @Override
  public Integer call() throws InterruptedException {
    String id = UUID.randomUUID().toString();
    String definition = new PromptSource(session).document(file.get());
    JsonObject request = JsonObject.EMPTY
        .with("definition", definition)
        .with("base_directory", session.workingDirectory().toString())
        .with("environment", TaskOptions.texts(SubmittedEnvironment.of(session.environment())))
        .with("source", "cli")
        .with("uuid", id);
    ServerApi server = session.serverStartedIfNeeded();
    if (dryRun.getAsBoolean()) {
      plan(server.post(ServerApi.BASE + "/orchestrations?dry_run=true", request));
      return ExitCodes.OK;
    }
    var orchestration =
        new OrchestrationDocument(server.create(ServerApi.BASE + "/orchestrations", request, id));
    return wait.getAsBoolean() ? waitFor(server, orchestration.id()) : submitted(orchestration);
  }

  private int waitFor(ServerApi server, long id) throws InterruptedException {
    Duration pause = pollInterval.get().filter(Duration::isPositive).orElse(Duration.ofSeconds(1));
    try (var _ = new Farewell(() -> session.output()
        .note("\nOrchestration " + id + " goes on in the background. End it with 'claude-worker cancel-orchestration "
            + id + "'."))) {
      return new OrchestrationWatch(session, server, json.getAsBoolean(), pause).untilEnded(id);
    }
  }

  private int submitted(OrchestrationDocument orchestration) {
    Output output = session.output();
    if (json.getAsBoolean()) {
      output.json(orchestration.json());
    } else if (output.isForPeople()) {
      output
          .line("Orchestration " + orchestration.id() + " with " + orchestration.count("total") + " tasks is stored.");
      output.note(output.errorStyle()
          .dim("See 'claude-worker orchestration-status " + orchestration.id() + " --watch'."));
    } else {
      output.line(Long.toString(orchestration.id()));
    }
    return ExitCodes.OK;
  }

  private void plan(JsonObject plan) {
    Output output = session.output();
    if (json.getAsBoolean()) {
      output.json(plan);
      return;
    }
    output.line(Fields.count(plan, "total_tasks") + " tasks in " + Fields.items(plan, "levels").size()
        + " levels, at most " + Fields.count(plan, "width") + " at once");
    int level = 0;
    for (var names : Fields.items(plan, "levels")) {
      output.line("Level " + level++ + ": " + String.join(", ", texts(names)));
    }
    output.line("Longest chain: " + String.join(" → ", Fields.texts(plan, "critical_path")));
  }

  private static List<String> texts(JsonValue names) {
    return Fields.texts(JsonObject.EMPTY.with("names", names), "names");
  }
}
