package dev.claudeworker.cli;

import dev.claudeworker.cli.client.ServerApi;
import java.util.List;
import java.util.function.Supplier;

/** {@code delete}. */
final class DeleteCommand extends CliCommand {

  private final Session session;

  private final Supplier<List<Long>> ids = taskNumbers();

  DeleteCommand(Session session) {
    super(
        "Delete tasks that have ended, with their logs and results.",
        "", "A task that has not ended is refused: cancel it first.", "", "Examples:",
        "  claude-worker delete 12", "  claude-worker delete 12 13 14");
    this.session = session;
  }

  @Override
  public Integer call() {
    ServerApi server = session.server();
    return TaskNumbers.forEach(ids.get(), session.output(), id -> {
      server.delete(TaskNumbers.path(id));
      session.output().line("Task " + id + " is deleted.");
    });
  }
}
