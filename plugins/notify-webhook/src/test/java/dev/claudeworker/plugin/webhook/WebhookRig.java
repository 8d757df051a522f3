package dev.claudeworker.plugin.webhook;

import dev.claudeworker.json.JacksonJsonCodec;
import dev.claudeworker.plugins.ConfigReader;
import dev.claudeworker.spi.ErrorCode;
import dev.claudeworker.spi.JsonValue.JsonArray;
import dev.claudeworker.spi.JsonValue.JsonBoolean;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.PluginConfig;
import dev.claudeworker.spi.notify.Notifier;
import dev.claudeworker.spi.testkit.FakePluginContext;
import dev.claudeworker.spi.testkit.SettableClock;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Makes the notifier as the runtime does, from a section of the configuration. */
final class WebhookRig {

  static final JacksonJsonCodec JSON = new JacksonJsonCodec();

  private static final Path HOME = Path.of("/home/tester");

  final SettableClock clock = new SettableClock();
  private final Map<String, String> environment;

  WebhookRig() {
    this(Map.of());
  }

  WebhookRig(Map<String, String> environment) {
    this.environment = environment;
  }

  static JsonObject target(String url) {
    return JsonObject.EMPTY.with("url", url);
  }

  /** Quick retries, and receivers on this machine. */
  static JsonObject section(JsonObject... targets) {
    return JsonObject.EMPTY.with("targets", new JsonArray(List.of(targets)))
        .with("allow_private", new JsonBoolean(true))
        .with("first_delay", "1ms")
        .with("timeout", "20s");
  }

  PluginConfig config(JsonObject section) {
    return new ConfigReader(HOME, HOME).read(WebhookConfig.SCHEMA, section, "test")
        .orThrow(ErrorCode.configuration("test"));
  }

  FakePluginContext context() {
    return new FakePluginContext("notify-webhook", HOME, clock, JSON, environment);
  }

  Notifier notifier(JsonObject section) {
    return new WebhookNotifierFactory().create(config(section), context());
  }
}
