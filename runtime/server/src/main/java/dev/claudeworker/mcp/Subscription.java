package dev.claudeworker.mcp;

import dev.claudeworker.json.ObjectBuilder;
import dev.claudeworker.spi.JsonValue;
import dev.claudeworker.spi.JsonValue.JsonArray;
import dev.claudeworker.spi.JsonValue.JsonBoolean;
import dev.claudeworker.spi.JsonValue.JsonNull;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.JsonValue.JsonString;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a stateless client wants to hear of as long as one request is open. */
public final class Subscription {

  static final String TASKS = "taskIds";
  static final String RESOURCES = "resourceSubscriptions";

  private static final Map<String, String> LISTS = Map.of(
      "toolsListChanged", "notifications/tools/list_changed",
      "promptsListChanged", "notifications/prompts/list_changed",
      "resourcesListChanged", "notifications/resources/list_changed");

  private final RpcMessage request;
  private final List<String> tasks;
  private final List<String> resources;
  private final JsonObject granted;

  Subscription(RpcMessage request, List<String> tasks, List<String> resources) {
    this.request = request;
    this.tasks = tasks;
    this.resources = resources;
    Map<String, JsonValue> wanted = new LinkedHashMap<>();
    asked(request).members().forEach((name, value) -> {
      if (LISTS.containsKey(name) && value.equals(new JsonBoolean(true))) {
        wanted.put(name, value);
      }
    });
    if (!tasks.isEmpty()) {
      wanted.put(TASKS, JsonArray.ofTexts(tasks));
    }
    if (!resources.isEmpty()) {
      wanted.put(RESOURCES, JsonArray.ofTexts(resources));
    }
    granted = new JsonObject(wanted);
  }

  private static JsonObject asked(RpcMessage request) {
    return request.params().get("notifications").orElse(new JsonNull()) instanceof JsonObject asked ? asked
        : JsonObject.EMPTY;
  }

  /** The names in a list of what is asked for. */
  static List<String> texts(RpcMessage request, String list) {
    return asked(request).get(list).orElse(new JsonNull()) instanceof JsonArray(List<JsonValue> items)
        ? items.stream().filter(JsonString.class::isInstance).map(item -> ((JsonString) item).text()).toList()
        : List.of();
  }

  Collection<String> tasks() {
    return tasks;
  }

  Collection<String> resources() {
    return resources;
  }

  /** The first message: what is granted. */
  public JsonObject acknowledgement() {
    return marked(RpcMessage.notification("notifications/subscriptions/acknowledged",
        JsonObject.EMPTY.with("notifications", granted)));
  }

  /** A notification as this subscriber gets it; empty if it did not ask for it. */
  public Optional<JsonObject> of(JsonObject notification) {
    String method = notification.text("method").orElse("");
    boolean asked = !LISTS.containsValue(method)
        || granted.members().keySet().stream().anyMatch(name -> method.equals(LISTS.get(name)));
    return asked ? Optional.of(marked(notification)) : Optional.empty();
  }

  /** The last message, when the server ends the subscription in good order. */
  public JsonObject end() {
    return request.answer(JsonObject.EMPTY.with("resultType", "complete").with("_meta", mark()));
  }

  private JsonObject marked(JsonObject notification) {
    JsonObject params = (JsonObject) notification.get("params").orElse(JsonObject.EMPTY);
    return notification.with("params", params.with("_meta", mark()));
  }

  private JsonObject mark() {
    return new ObjectBuilder().put(McpMeta.SUBSCRIPTION, request.id().orElseThrow()).build();
  }
}
