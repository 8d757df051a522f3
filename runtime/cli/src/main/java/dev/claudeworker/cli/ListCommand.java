package dev.claudeworker.cli;

import dev.claudeworker.cli.client.ExitCodes;
import dev.claudeworker.cli.client.Fields;
import dev.claudeworker.cli.client.ServerApi;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.task.TaskStatus;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** {@code list}. */
final class ListCommand extends CliCommand {

  private static final int DEFAULT_LIMIT = 50;

  private final Session session;

  private final Supplier<List<String>> statuses = words(
      Stream.of(TaskStatus.values()).map(TaskStatus::word).toList(), "STATUS",
      "Only tasks that are pending, waiting, running, completed, failed, skipped or cancelled.", "-s", "--status");

  private final Supplier<List<String>> labels = texts("NAME=VALUE", "Only tasks with this label.", "--label");

  private final Supplier<Optional<String>> executor = text("NAME", "Only tasks of this executor.", "--executor");

  private final Supplier<Optional<String>> name =
      text("TEXT", "Only tasks with this text in their name, whatever the case.", "--name");

  private final Supplier<Optional<Integer>> limit = option(
      Integer.class, WholeNumber.atLeast(1), "N", "At most so many tasks (default " + DEFAULT_LIMIT + ").", "-n",
      "--limit");

  private final BooleanSupplier watch =
      flag("Go on showing how they change, until Ctrl+C; if the output is no terminal, a line for every change.", "-w",
          "--watch");

  private final BooleanSupplier json = flag("Print one JSON document; with --watch one line per change.", "--json");

  ListCommand(Session session) {
    super(
        "List tasks, newest first.",
        "",
        "On a terminal a table; otherwise one line per task with tabs between id, status,",
        "creation time, title and remark.",
        "",
        "Examples:",
        "  claude-worker list",
        "  claude-worker list --status running,waiting",
        "  claude-worker list --label team=web --limit 100",
        "  claude-worker list --executor shell --name nightly",
        "  claude-worker list --watch --status running,waiting",
        "  claude-worker list --json | jq '.tasks[].id'");
    this.session = session;
  }

  @Override
  public Integer call() throws InterruptedException {
    var listing =
        new TaskListing(statuses.get(), labels.get(), executor.get(), name.get(), limit.get().orElse(DEFAULT_LIMIT));
    ServerApi server = session.server();
    if (watch.getAsBoolean()) {
      var lists = new PatientServer(session, server);
      new TaskListWatch(session, json.getAsBoolean(), () -> lists.ask(listing::read))
          .untilNobodyReads(() -> List.of());
    } else {
      print(listing.read(server));
    }
    return ExitCodes.OK;
  }

  private void print(JsonObject all) {
    if (json.getAsBoolean()) {
      session.output().json(all);
      return;
    }
    new TaskPrinter(session).list(TaskListing.tasks(all));
    if (Fields.text(all, "next_cursor").isPresent() && session.output().isForPeople()) {
      session.output().note("There are more: see --limit and --status.");
    }
  }
}
