package dev.claudeworker.cli;

import dev.claudeworker.cli.client.ExitCodes;
import dev.claudeworker.cli.client.Fields;
import dev.claudeworker.cli.client.ServerApi;
import dev.claudeworker.spi.JsonValue;
import dev.claudeworker.spi.JsonValue.JsonArray;
import dev.claudeworker.spi.JsonValue.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** {@code list}. */
final class ListCommand extends CliCommand {

  private static final int PAGE = 1000;
  private static final int DEFAULT_LIMIT = 50;

  private final Session session;

  private final Supplier<List<String>> statuses = repeated(
      String.class, text -> text, ",", "STATUS",
      "Only tasks that are pending, waiting, running, completed, failed, skipped or cancelled.", "-s", "--status");

  private final Supplier<List<String>> labels = texts("NAME=VALUE", "Only tasks with this label.", "--label");

  private final Supplier<Optional<Integer>> limit = option(
      Integer.class, WholeNumber.atLeast(1), "N", "At most so many tasks (default " + DEFAULT_LIMIT + ").", "-n",
      "--limit");

  private final BooleanSupplier json = flag("Print one JSON document.", "--json");

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
        "  claude-worker list --json | jq '.tasks[].id'");
    this.session = session;
  }

  @Override
  public Integer call() {
    int most = limit.get().orElse(DEFAULT_LIMIT);
    labels.get().forEach(label -> Usage.require(label.indexOf('=') > 0, "--label '" + label + "' is not NAME=VALUE"));
    ServerApi server = session.server();
    JsonObject page = page(server, Math.min(most, PAGE), Optional.empty());
    List<JsonValue> tasks = new ArrayList<>(Fields.items(page, "tasks"));
    Optional<String> cursor = Fields.text(page, "next_cursor");
    while (cursor.isPresent() && tasks.size() < most) {
      page = page(server, Math.min(most - tasks.size(), PAGE), cursor);
      tasks.addAll(Fields.items(page, "tasks"));
      cursor = Fields.text(page, "next_cursor");
    }
    print(page.with("tasks", new JsonArray(tasks)));
    return ExitCodes.OK;
  }

  private void print(JsonObject all) {
    if (json.getAsBoolean()) {
      session.output().json(all);
      return;
    }
    new TaskPrinter(session).list(Fields.objects(all, "tasks").stream().map(TaskDocument::new).toList());
    if (Fields.text(all, "next_cursor").isPresent() && session.output().isForPeople()) {
      session.output().note("There are more: see --limit and --status.");
    }
  }

  private JsonObject page(ServerApi server, int size, Optional<String> cursor) {
    var query = new StringBuilder("?limit=").append(size);
    if (!statuses.get().isEmpty()) {
      query.append("&status=").append(encoded(String.join(",", statuses.get())));
    }
    labels.get().forEach(label -> query.append("&label=").append(encoded(label)));
    cursor.ifPresent(position -> query.append("&cursor=").append(encoded(position)));
    return server.get(ServerApi.BASE + "/tasks" + query);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
