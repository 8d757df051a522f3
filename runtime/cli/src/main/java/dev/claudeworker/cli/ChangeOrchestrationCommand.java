package dev.claudeworker.cli;

import dev.claudeworker.cli.client.ServerApi;
import dev.claudeworker.spi.JsonValue.JsonObject;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** {@code pause-orchestration}, {@code unpause-orchestration} and {@code retry-orchestration}. */
final class ChangeOrchestrationCommand extends CliCommand {

  private final Session session;
  private final String route;

  private final Supplier<List<Long>> ids = orchestrationNumbers();

  private final BooleanSupplier json = flag("Print the orchestrations, one JSON document per line.", "--json");

  private ChangeOrchestrationCommand(Session session, String route, String description) {
    super(
        description, "", "Examples:", "  claude-worker " + route + "-orchestration 3",
        "  claude-worker " + route + "-orchestration 3 4");
    this.session = session;
    this.route = route;
  }

  static ChangeOrchestrationCommand pause(Session session) {
    return new ChangeOrchestrationCommand(
        session, "pause", "Start nothing more of orchestrations for now. What runs goes on.");
  }

  static ChangeOrchestrationCommand unpause(Session session) {
    return new ChangeOrchestrationCommand(
        session, "unpause", "Let paused orchestrations go on.");
  }

  static ChangeOrchestrationCommand retry(Session session) {
    return new ChangeOrchestrationCommand(
        session, "retry", "Run again what failed, was skipped or cancelled in orchestrations. What completed stays.");
  }

  @Override
  public Integer call() {
    ServerApi server = session.server();
    return TaskNumbers.forEach(ids.get(), session.output(), id -> {
      var changed =
          new OrchestrationDocument(server.post(OrchestrationDocument.path(id) + "/" + route, JsonObject.EMPTY));
      if (json.getAsBoolean()) {
        session.output().jsonLine(changed.json());
      } else {
        session.output().line("Orchestration " + id + " is " + changed.status() + ".");
      }
    });
  }
}
