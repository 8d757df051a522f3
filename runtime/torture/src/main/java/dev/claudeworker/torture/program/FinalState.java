package dev.claudeworker.torture.program;

import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.torture.check.FinalTask;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads what a server knows of all tasks. */
public final class FinalState {

  private static final int PAGE = 200;
  private static final List<String> OPEN = List.of("pending", "waiting", "running");

  private FinalState() {}

  /** How many tasks have not ended; it looks at one page only, so the most it says is the size of that. */
  public static int open(Api api) throws IOException, InterruptedException {
    return read(api, "/api/v1/tasks?limit=" + PAGE + "&status=" + String.join(",", OPEN)).size();
  }

  /** All tasks. Their dependencies are told by key. */
  public static List<FinalTask> tasks(Api api) throws IOException, InterruptedException {
    List<JsonObject> found = new ArrayList<>();
    String cursor = "";
    do {
      JsonObject page = page(api, "/api/v1/tasks?limit=" + PAGE + (cursor.isEmpty() ? "" : "&cursor=" + cursor));
      found.addAll(JsonReads.objects(page, "tasks"));
      cursor = JsonReads.text(page, "next_cursor");
    } while (!cursor.isEmpty());
    Map<Long, String> keys = new HashMap<>();
    found.forEach(task -> keys.put(JsonReads.number(task, "id"), JsonReads.text(task, "name")));
    return found.stream().map(task -> task(task, keys)).toList();
  }

  private static FinalTask task(JsonObject task, Map<Long, String> keys) {
    return new FinalTask(
        JsonReads.text(task, "name"), JsonReads.number(task, "id"), JsonReads.text(task, "status"),
        JsonReads.text(task, "final_summary").strip(),
        JsonReads.numbers(task, "depends_on").stream().map(id -> keys.getOrDefault(id, "#" + id)).toList());
  }

  private static List<JsonObject> read(Api api, String path) throws IOException, InterruptedException {
    return JsonReads.objects(page(api, path), "tasks");
  }

  private static JsonObject page(Api api, String path) throws IOException, InterruptedException {
    Api.Answer answer = api.get(path);
    if (!answer.good()) {
      throw new IOException(path + " was answered with " + answer.status() + ": " + answer.body());
    }
    return answer.body();
  }
}
