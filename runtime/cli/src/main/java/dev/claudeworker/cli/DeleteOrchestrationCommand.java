package dev.claudeworker.cli;

import dev.claudeworker.cli.client.ServerApi;
import java.util.List;
import java.util.function.Supplier;

/** {@code delete-orchestration}. */
final class DeleteOrchestrationCommand extends CliCommand {

  private final Session session;

  private final Supplier<List<Long>> ids = orchestrationNumbers();

  DeleteOrchestrationCommand(Session session) {
    super(
        "Delete orchestrations that have ended, with their tasks, logs and results.",
        "", "One that has not ended is refused: cancel it first.", "",
        "Example:", "  claude-worker delete-orchestration 3");
    this.session = session;
  }

  @Override
  public Integer call() {
    ServerApi server = session.server();
    return TaskNumbers.forEach(ids.get(), session.output(), id -> {
      server.delete(OrchestrationDocument.path(id));
      session.output().line("Orchestration " + id + " is deleted.");
    });
  }
}
