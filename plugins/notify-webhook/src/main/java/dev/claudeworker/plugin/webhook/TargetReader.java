package dev.claudeworker.plugin.webhook;

import dev.claudeworker.plugin.webhook.SecretValues.MissingException;
import dev.claudeworker.spi.ErrorCode;
import dev.claudeworker.spi.JsonValue;
import dev.claudeworker.spi.JsonValue.JsonArray;
import dev.claudeworker.spi.JsonValue.JsonBoolean;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.JsonValue.JsonString;
import dev.claudeworker.spi.WorkerException;
import dev.claudeworker.spi.notify.EventSelection;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads {@code plugins.notify-webhook.targets}. Errors name target and key, never a value that may be secret. */
final class TargetReader {

  private static final ErrorCode INVALID = ErrorCode.configuration("invalid_webhook_target");
  private static final Set<String> KEYS = Set.of(
      "name", "url", "template", "secret", "headers", "events", "labels", "results", "details");

  private final TargetLimits limits;
  private final SecretValues secrets;

  TargetReader(TargetLimits limits, SecretValues secrets) {
    this.limits = limits;
    this.secrets = secrets;
  }

  List<Target> read(JsonValue value) {
    if (!(value instanceof JsonArray(List<JsonValue> items))) {
      throw invalid("targets is not a list of targets", "Write a list, each item with at least a url.");
    }
    if (items.size() > limits.targets()) {
      throw invalid("targets has " + items.size() + " targets, more than " + limits.targets()
          + " (plugins.notify-webhook.max_targets)", "Take some out, or raise that setting.");
    }
    List<Target> targets = new ArrayList<>();
    for (JsonValue item : items) {
      String place = "targets, number " + (targets.size() + 1) + ",";
      if (!(item instanceof JsonObject object)) {
        throw invalid(place + " is not a target", "Write name and value of its keys, at least url.");
      }
      targets.add(new OneTarget(object, place).read());
    }
    return List.copyOf(targets);
  }

  private static WorkerException invalid(String what, String suggestion) {
    return new WorkerException(INVALID, "plugins.notify-webhook." + what + ".", suggestion);
  }

  /** One target of the list. */
  private final class OneTarget {

    private final JsonObject object;
    private final String place;

    private OneTarget(JsonObject object, String place) {
      this.object = object;
      this.place = place;
    }

    private Target read() {
      refuseUnknown();
      URI url = url();
      Map<String, String> headers = new LinkedHashMap<>();
      Map<String, String> written = texts("headers");
      if (written.size() > limits.headers()) {
        throw wrong("has " + written.size() + " headers, more than " + limits.headers()
            + " (plugins.notify-webhook.max_headers)", "Take some out, or raise that setting.");
      }
      written.forEach((name, value) -> headers.put(headerName(name), headerValue(name, value)));
      return new Target(
          text("name").orElse(url.getHost()), url, template(), text("secret").map(value -> secret("secret", value)),
          headers, new TargetFilter(events(), texts("labels"), results()), details());
    }

    private void refuseUnknown() {
      var unknown = new TreeSet<>(object.members().keySet());
      unknown.removeAll(KEYS);
      if (!unknown.isEmpty()) {
        throw wrong("has the unknown key '" + unknown.first() + "'",
            "Known keys: " + String.join(", ", new TreeSet<>(KEYS)) + ".");
      }
    }

    private URI url() {
      String text = text("url").map(value -> secret("url", value))
          .orElseThrow(() -> wrong("has no url", "Write where its messages are posted."));
      try {
        var url = new URI(text);
        boolean web = "https".equalsIgnoreCase(url.getScheme()) || "http".equalsIgnoreCase(url.getScheme());
        if (web && url.getHost() != null && url.getRawUserInfo() == null && url.getRawFragment() == null) {
          return url;
        }
      } catch (URISyntaxException notShown) {
        // The exception's message holds the address, which may be secret; the error below says what is wrong.
      }
      throw wrong("has a url that cannot be used",
          "It begins with https:// or http://, names a host, and has neither user nor fragment.");
    }

    private Template template() {
      String word = text("template").orElse(Template.GENERIC.word());
      return Template.of(word)
          .orElseThrow(
              () -> wrong("has an unknown template", "Known templates: " + String.join(", ", Template.words()) + "."));
    }

    private EventSelection events() {
      List<String> entries = list("events");
      try {
        return entries.isEmpty() ? EventSelection.DEFAULT : new EventSelection(entries);
      } catch (IllegalArgumentException unusable) {
        throw wrong("has events that cannot be used", unusable.getMessage() + ".");
      }
    }

    private List<String> results() {
      List<String> results = list("results");
      if (!TargetFilter.RESULTS.containsAll(results)) {
        throw wrong("has an unknown result",
            "Known results: " + String.join(", ", new TreeSet<>(TargetFilter.RESULTS)) + ".");
      }
      return results;
    }

    private boolean details() {
      return switch (object.get("details").orElse(new JsonBoolean(true))) {
        case JsonBoolean(boolean bool) -> bool;
        default -> throw wrong("has details that are neither true nor false", "Write true or false.");
      };
    }

    private Optional<String> text(String key) {
      Optional<JsonValue> value = object.get(key);
      if (value.isPresent() && !(value.get() instanceof JsonString(String text) && !text.isBlank())) {
        throw wrong("has a " + key + " that is no text", "Write a text.");
      }
      return object.text(key);
    }

    private List<String> list(String key) {
      return switch (object.get(key).orElse(new JsonArray(List.of()))) {
        case JsonString(String text) -> List.of(text);
        case JsonArray(List<JsonValue> items) when items.stream().allMatch(JsonString.class::isInstance) ->
            items.stream().map(item -> ((JsonString) item).text()).toList();
        default -> throw wrong("has " + key + " that are no list of texts", "Write a list of texts.");
      };
    }

    private Map<String, String> texts(String key) {
      Map<String, String> texts = new LinkedHashMap<>();
      if (!(object.get(key).orElse(JsonObject.EMPTY) instanceof JsonObject(Map<String, JsonValue> members))) {
        throw wrong("has " + key + " that are no names with texts", "Write names with texts.");
      }
      members.forEach((name, value) -> {
        if (!(value instanceof JsonString(String text))) {
          throw wrong("has " + key + " that are no names with texts", "Write names with texts.");
        }
        texts.put(name, text);
      });
      return texts;
    }

    private String headerName(String name) {
      boolean ours = Set.of("host", "content-length", "content-type", "transfer-encoding", "connection")
          .contains(name.toLowerCase(Locale.ROOT));
      if (ours || !name.matches("[A-Za-z0-9-]{1,64}")) {
        throw wrong("has a header that cannot be set",
            "Names are letters, digits and '-', and none that the sender sets.");
      }
      return name;
    }

    private String headerValue(String name, String written) {
      String value = secret("header " + name, written);
      if (value.length() > limits.headerLength()) {
        throw wrong("has a value of the header " + name + " that is longer than " + limits.headerLength()
            + " characters (plugins.notify-webhook.max_header)", "Shorten it, or raise that setting.");
      }
      if (!value.matches("[\\x20-\\x7e]+")) {
        throw wrong("has a value of the header " + name + " that cannot be sent", "Values are one line of ASCII.");
      }
      return value;
    }

    private String secret(String key, String written) {
      try {
        return secrets.resolve(written);
      } catch (MissingException missing) {
        throw wrong("has a " + key + " that is not there: " + missing.getMessage(), "Set it, or write another one.");
      }
    }

    private WorkerException wrong(String what, String suggestion) {
      return invalid(place + " " + what, suggestion);
    }
  }
}
