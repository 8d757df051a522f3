package dev.claudeworker.cli;

import dev.claudeworker.cli.client.ExitCodes;
import dev.claudeworker.cli.client.ServerApi;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** {@code orchestration-status}. */
final class OrchestrationStatusCommand extends CliCommand {

  private final Session session;

  private final Supplier<Long> id =
      argument(0, Long.class, TaskNumbers.OF_AN_ORCHESTRATION, "ID", "Number of the orchestration.");

  private final BooleanSupplier watch =
      flag("Go on showing it until it has ended, and exit with its result.", "-w", "--watch");

  private final Supplier<Optional<Duration>> pollInterval = option(
      Duration.class, new DurationText(), "TIME", "With --watch: how often to look (default 1s).", "--poll-interval");

  private final BooleanSupplier json = flag("Print JSON; with --watch one line per change.", "--json");

  private final BooleanSupplier dot = flag("Print the graph for Graphviz.", "--dot");

  private final BooleanSupplier mermaid = flag("Print the graph for Mermaid.", "--mermaid");

  OrchestrationStatusCommand(Session session) {
    super(
        "Show an orchestration with all its tasks.",
        "",
        "Examples:",
        "  claude-worker orchestration-status 3",
        "  claude-worker orchestration-status 3 --watch",
        "  claude-worker orchestration-status 3 --json | jq '.tasks[] | select(.status == \"failed\")'",
        "  claude-worker orchestration-status 3 --dot | dot -Tsvg -o graph.svg");
    this.session = session;
  }

  @Override
  public Integer call() throws InterruptedException {
    ServerApi server = session.server();
    if (watch.getAsBoolean()) {
      Duration pause = pollInterval.get().filter(Duration::isPositive).orElse(Duration.ofSeconds(1));
      return new OrchestrationWatch(session, server, json.getAsBoolean(), pause).untilEnded(id.get());
    }
    var orchestration = new OrchestrationDocument(server.get(OrchestrationDocument.path(id.get())));
    print(orchestration);
    return ExitCodes.OK;
  }

  private void print(OrchestrationDocument orchestration) {
    Output output = session.output();
    if (dot.getAsBoolean()) {
      output.line(GraphDrawing.dot(orchestration));
    } else if (mermaid.getAsBoolean()) {
      output.line(GraphDrawing.mermaid(orchestration));
    } else if (json.getAsBoolean()) {
      output.json(orchestration.json());
    } else {
      new GraphLines(output.style(), session.now(), session.zone()).of(orchestration).forEach(output::line);
    }
  }
}
