package dev.claudeworker.mcp;

import dev.claudeworker.json.ObjectBuilder;
import dev.claudeworker.spi.JsonValue;
import dev.claudeworker.spi.JsonValue.JsonBoolean;
import dev.claudeworker.spi.JsonValue.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What a stateless client wants to hear of as long as one request is open. */
public final class Subscription {

  private static final Map<String, String> KNOWN = Map.of(
      "toolsListChanged", "notifications/tools/list_changed",
      "promptsListChanged", "notifications/prompts/list_changed",
      "resourcesListChanged", "notifications/resources/list_changed");

  private final RpcMessage request;
  private final JsonObject wanted;

  /** Reads the request. */
  public Subscription(RpcMessage request) {
    this.request = request;
    Map<String, JsonValue> granted = new LinkedHashMap<>();
    if (request.params().get("notifications").orElse(JsonObject.EMPTY) instanceof JsonObject asked) {
      asked.members().forEach((name, value) -> {
        if (KNOWN.containsKey(name) && value.equals(new JsonBoolean(true))) {
          granted.put(name, value);
        }
      });
    }
    wanted = new JsonObject(granted);
  }

  /** The first message: what is granted. */
  public JsonObject acknowledgement() {
    return marked(RpcMessage.notification("notifications/subscriptions/acknowledged",
        JsonObject.EMPTY.with("notifications", wanted)));
  }

  /** A notification as this subscriber gets it; empty if it did not ask for it. */
  public Optional<JsonObject> of(JsonObject notification) {
    boolean asked = wanted.members()
        .keySet()
        .stream()
        .anyMatch(name -> notification.text("method").equals(Optional.ofNullable(KNOWN.get(name))));
    return asked ? Optional.of(marked(notification)) : Optional.empty();
  }

  private JsonObject marked(JsonObject notification) {
    JsonObject params = (JsonObject) notification.get("params").orElse(JsonObject.EMPTY);
    JsonObject meta = new ObjectBuilder().put(McpMeta.SUBSCRIPTION, request.id().orElseThrow()).build();
    return notification.with("params", params.with("_meta", meta));
  }
}
