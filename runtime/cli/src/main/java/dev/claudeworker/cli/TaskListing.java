package dev.claudeworker.cli;

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

/**
 * Which tasks to list, newest first.
 *
 * @param statuses only tasks in one of these states; none means all
 * @param labels only tasks with all of these, written NAME=VALUE
 * @param executor only tasks of this executor
 * @param name only tasks with this text in their name
 * @param most at most so many
 */
record TaskListing(
    List<String> statuses, List<String> labels, Optional<String> executor, Optional<String> name, int most) {

  private static final int PAGE = 1000;

  TaskListing {
    labels.forEach(label -> Usage.require(
        label.indexOf('=') > 0, "--label '" + label + "' is not NAME=VALUE", "Write for example --label team=web."));
  }

  static List<TaskDocument> tasks(JsonObject listed) {
    return Fields.objects(listed, "tasks").stream().map(TaskDocument::new).toList();
  }

  /** Asks for them, page by page; the answer has {@code next_cursor} if there are more. */
  JsonObject read(ServerApi server) {
    JsonObject page = page(server, Math.min(most, PAGE), Optional.empty());
    List<JsonValue> tasks = new ArrayList<>(Fields.items(page, "tasks"));
    Optional<String> cursor = Fields.text(page, "next_cursor");
    while (cursor.isPresent() && tasks.size() < most) {
      page = page(server, Math.min(most - tasks.size(), PAGE), cursor);
      tasks.addAll(Fields.items(page, "tasks"));
      cursor = Fields.text(page, "next_cursor");
    }
    return page.with("tasks", new JsonArray(tasks));
  }

  private JsonObject page(ServerApi server, int size, Optional<String> cursor) {
    var query = new StringBuilder("?limit=").append(size);
    if (!statuses.isEmpty()) {
      query.append("&status=").append(encoded(String.join(",", statuses)));
    }
    labels.forEach(label -> query.append("&label=").append(encoded(label)));
    executor.ifPresent(text -> query.append("&executor=").append(encoded(text)));
    name.ifPresent(text -> query.append("&name=").append(encoded(text)));
    cursor.ifPresent(position -> query.append("&cursor=").append(encoded(position)));
    return server.get(ServerApi.BASE + "/tasks" + query);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
