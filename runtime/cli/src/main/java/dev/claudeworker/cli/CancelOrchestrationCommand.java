package dev.claudeworker.cli;

import dev.claudeworker.cli.client.ServerApi;
import dev.claudeworker.spi.JsonValue.JsonBoolean;
import dev.claudeworker.spi.JsonValue.JsonObject;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** {@code cancel-orchestration}. */
final class CancelOrchestrationCommand extends CliCommand {

  private final Session session;

  private final Supplier<List<Long>> ids = orchestrationNumbers();

  private final BooleanSupplier force = flag("End running tasks at once, without the grace period.", "-f", "--force");

  private final BooleanSupplier json = flag("Print the orchestrations, one JSON document per line.", "--json");

  CancelOrchestrationCommand(Session session) {
    super(
        "Cancel orchestrations: nothing of them starts any more, running tasks are asked to end.",
        "", "Examples:", "  claude-worker cancel-orchestration 3");
    this.session = session;
  }

  @Override
  public Integer call() {
    ServerApi server = session.server();
    JsonObject body = force.getAsBoolean() ? JsonObject.EMPTY.with("force", new JsonBoolean(true)) : JsonObject.EMPTY;
    return TaskNumbers.forEach(ids.get(), session.output(), id -> {
      var cancelled = new OrchestrationDocument(server.post(OrchestrationDocument.path(id) + "/cancel", body));
      if (json.getAsBoolean()) {
        session.output().jsonLine(cancelled.json());
      } else {
        String running = cancelled.count("running") == 0 ? ""
            : "; " + cancelled.count("running") + " running tasks are "
                + "being ended";
        session.output().line("Orchestration " + id + " is " + cancelled.status() + running + ".");
      }
    });
  }
}
