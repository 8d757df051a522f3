package dev.claudeworker.cli;

import dev.claudeworker.cli.client.ExitCodes;
import dev.claudeworker.cli.client.Fields;
import dev.claudeworker.cli.client.ServerApi;
import dev.claudeworker.spi.JsonValue.JsonArray;
import dev.claudeworker.spi.JsonValue.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** {@code status}. */
final class StatusCommand extends CliCommand {

  private static final TaskListing LISTING =
      new TaskListing(List.of(), List.of(), Optional.empty(), Optional.empty(), 10);

  private final Session session;

  private final Supplier<Optional<Long>> id =
      optionalArgument(0, Long.class, TaskNumbers.OF_A_TASK, "ID", "The number of a task.");

  private final BooleanSupplier watch = flag(
      "Go on showing it: a task until it has ended, then exit with its result; otherwise until Ctrl+C.", "-w",
      "--watch");

  private final BooleanSupplier json = flag("Print one JSON document; with --watch one line per change.", "--json");

  StatusCommand(Session session) {
    super(
        "Show one task, or the server and the latest tasks.",
        "",
        "Examples:",
        "  claude-worker status             the server and the latest ten tasks",
        "  claude-worker status 12          everything about task 12, with its result",
        "  claude-worker status 12 --watch  the same in place, until the task has ended",
        "  claude-worker status 12 --json   the same for programs");
    this.session = session;
  }

  @Override
  public Integer call() throws InterruptedException {
    ServerApi server = session.server();
    if (id.get().isPresent()) {
      return showTask(server, id.get().get());
    }
    if (watch.getAsBoolean()) {
      watchLatest(new PatientServer(session, server));
    } else {
      showLatest(server);
    }
    return ExitCodes.OK;
  }

  private int showTask(ServerApi server, long task) throws InterruptedException {
    JsonObject document = server.get(TaskNumbers.path(task));
    if (watch.getAsBoolean()) {
      return new TaskWatch(session, server, json.getAsBoolean()).untilReport(new TaskDocument(document));
    }
    if (json.getAsBoolean()) {
      session.output().json(document);
    } else {
      new TaskPrinter(session).report(new TaskDocument(document));
    }
    return ExitCodes.OK;
  }

  private void watchLatest(PatientServer server) throws InterruptedException {
    new TaskListWatch(session, json.getAsBoolean(), () -> server.ask(LISTING::read)).untilNobodyReads(() -> {
      List<String> lines = new ArrayList<>(server.ask(this::overview));
      lines.add("");
      return lines;
    });
  }

  private void showLatest(ServerApi server) {
    JsonObject latest = LISTING.read(server);
    if (json.getAsBoolean()) {
      session.output()
          .json(server.get(ServerApi.BASE + "/server").with("latest", new JsonArray(Fields.items(latest, "tasks"))));
      return;
    }
    if (session.output().isForPeople()) {
      overview(server).forEach(session.output()::line);
      session.output().line("");
    }
    new TaskPrinter(session).list(TaskListing.tasks(latest));
  }

  private List<String> overview(ServerApi server) {
    return new ServerDocument(server.get(ServerApi.BASE + "/server")).overview(server.url(), session);
  }
}
