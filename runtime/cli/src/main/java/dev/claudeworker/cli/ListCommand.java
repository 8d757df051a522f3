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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code list}. */
@Command(
    name = "list",
    description = "List tasks, newest first.",
    footer = {
      "",
      "On a terminal a table; otherwise one line per task with tabs between id, status,",
      "creation time, title and remark.",
      "",
      "Examples:",
      "  claude-worker list",
      "  claude-worker list --status running,waiting",
      "  claude-worker list --label team=web --limit 100",
      "  claude-worker list --json | jq '.tasks[].id'"
    })
final class ListCommand implements Callable<Integer> {

  private static final int PAGE = 1000;

  private final Session session;

  @Option(
      names = {"-s", "--status"},
      split = ",",
      paramLabel = "STATUS",
      description = "Only tasks that are pending, waiting, running, completed, failed, skipped or cancelled.")
  private List<String> statuses = new ArrayList<>();

  @Option(names = "--label", paramLabel = "NAME=VALUE", description = "Only tasks with this label.")
  private Map<String, String> labels = new LinkedHashMap<>();

  @Option(names = {"-n", "--limit"}, paramLabel = "N", defaultValue = "50",
      description = "At most so many tasks (default ${DEFAULT-VALUE}).")
  private int limit;

  @Option(names = "--json", description = "Print one JSON document.")
  private boolean json;

  ListCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Usage.require(limit >= 1, "--limit is 1 or more, not " + limit);
    ServerApi server = session.server();
    JsonObject page = page(server, Math.min(limit, PAGE), Optional.empty());
    List<JsonValue> tasks = new ArrayList<>(Fields.items(page, "tasks"));
    Optional<String> cursor = Fields.text(page, "next_cursor");
    while (cursor.isPresent() && tasks.size() < limit) {
      page = page(server, Math.min(limit - tasks.size(), PAGE), cursor);
      tasks.addAll(Fields.items(page, "tasks"));
      cursor = Fields.text(page, "next_cursor");
    }
    print(page.with("tasks", new JsonArray(tasks)));
    return ExitCodes.OK;
  }

  private void print(JsonObject all) {
    if (json) {
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
    if (!statuses.isEmpty()) {
      query.append("&status=").append(encoded(String.join(",", statuses)));
    }
    labels.forEach((name, value) -> query.append("&label=").append(encoded(name + "=" + value)));
    cursor.ifPresent(position -> query.append("&cursor=").append(encoded(position)));
    return server.get(ServerApi.BASE + "/tasks" + query);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
