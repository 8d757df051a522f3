package dev.claudeworker.plugin.mcptools;

import dev.claudeworker.spi.JsonValue;
import dev.claudeworker.spi.JsonValue.JsonArray;
import dev.claudeworker.spi.JsonValue.JsonNull;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.JsonValue.JsonString;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Documents cut down to what a model needs: every member costs it attention. */
final class Digest {

  private static final List<String> TASK = List.of("id", "identifier", "name", "status", "wait_reason",
      "working_directory", "model", "created_at", "started_at", "ended_at", "last_action_cache", "final_summary",
      "error_message", "error", "denied_tool_calls", "attempts", "orchestration_id", "parent_task_id", "depends_on",
      "skipped_because_of", "usage");
  private static final List<String> TASK_IN_LIST = List.of("id", "identifier", "name", "status", "wait_reason",
      "execution_prompt", "created_at", "ended_at", "last_action_cache", "error_message", "orchestration_id");
  private static final List<String> ORCHESTRATION = List.of("id", "name", "status", "total_tasks", "completed_tasks",
      "failed_tasks", "skipped_tasks", "cancelled_tasks", "running_tasks", "pending_tasks", "waiting_tasks",
      "created_at", "started_at", "ended_at");
  private static final List<String> MEMBER = List.of("task_id", "identifier", "status", "wait_reason", "depends_on",
      "last_action_cache", "error_message");

  private static final List<String> PLUGIN = List.of("name", "version", "state", "provides", "error");

  private static final int PREVIEW = 120;

  private Digest() {}

  /** A task with all that matters about it. */
  static JsonObject task(JsonObject task) {
    return picked(task, TASK);
  }

  /** A task on a line of a list. */
  static JsonObject taskInList(JsonObject task) {
    JsonObject picked = picked(task, TASK_IN_LIST);
    return picked.text("execution_prompt")
        .filter(prompt -> prompt.length() > PREVIEW)
        .map(prompt -> picked.with("execution_prompt", prompt.substring(0, PREVIEW) + "..."))
        .orElse(picked);
  }

  /** An orchestration with its tasks. */
  static JsonObject orchestration(JsonObject orchestration) {
    JsonObject picked = picked(orchestration, ORCHESTRATION);
    return orchestration.get("tasks").orElse(new JsonNull()) instanceof JsonArray members
        ? picked.with("tasks", each(members, member -> picked(member, MEMBER)))
        : picked;
  }

  /** A plugin, without where it lies. */
  static JsonObject plugin(JsonObject plugin) {
    return picked(plugin, PLUGIN);
  }

  static JsonArray each(JsonValue list, UnaryOperator<JsonObject> change) {
    return list instanceof JsonArray(List<JsonValue> items)
        ? new JsonArray(items.stream()
            .<JsonValue>map(item -> item instanceof JsonObject object ? change.apply(object) : item)
            .toList())
        : new JsonArray(List.of());
  }

  private static JsonObject picked(JsonObject document, List<String> names) {
    Map<String, JsonValue> members = new LinkedHashMap<>();
    for (String name : names) {
      document.get(name).filter(Digest::says).ifPresent(value -> members.put(name, value));
    }
    return new JsonObject(members);
  }

  private static boolean says(JsonValue value) {
    return !(value instanceof JsonNull) && !value.equals(new JsonString("")) && !value.equals(new JsonArray(List.of()));
  }
}
