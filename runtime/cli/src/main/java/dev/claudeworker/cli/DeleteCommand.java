package dev.claudeworker.cli;

import dev.claudeworker.cli.client.ServerApi;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code delete}. */
@Command(
    name = "delete",
    description = "Delete tasks that have ended, with their logs and results.",
    footer = {"", "A task that has not ended is refused: cancel it first.", "", "Examples:",
      "  claude-worker delete 12", "  claude-worker delete 12 13 14"})
final class DeleteCommand implements Callable<Integer> {

  private final Session session;

  @Parameters(arity = "1..*", paramLabel = "ID", description = "The numbers of the tasks.",
      converter = TaskNumbers.class)
  private List<Long> ids = new ArrayList<>();

  DeleteCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    ServerApi server = session.server();
    return TaskNumbers.forEach(ids, session.output(), id -> {
      server.delete(TaskNumbers.path(id));
      session.output().line("Task " + id + " is deleted.");
    });
  }
}
