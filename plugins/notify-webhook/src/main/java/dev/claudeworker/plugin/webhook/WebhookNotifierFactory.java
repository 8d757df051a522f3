package dev.claudeworker.plugin.webhook;

import dev.claudeworker.spi.ConfigSchema;
import dev.claudeworker.spi.PluginConfig;
import dev.claudeworker.spi.PluginContext;
import dev.claudeworker.spi.notify.Notifier;
import dev.claudeworker.spi.notify.NotifierFactory;
import java.util.List;
import java.util.Optional;

/** Makes the notifier {@code webhook}. */
final class WebhookNotifierFactory implements NotifierFactory {

  static final String NAME = "webhook";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public ConfigSchema schema() {
    return WebhookConfig.SCHEMA;
  }

  @Override
  public Optional<String> whyUnused(PluginConfig config, PluginContext context) {
    return targets(config, context).isEmpty()
        ? Optional.of("it has no targets (plugins.notify-webhook.targets)")
        : Optional.empty();
  }

  @Override
  public Notifier create(PluginConfig config, PluginContext context) {
    WebhookConfig settings = WebhookConfig.from(config);
    var poster = new Poster(settings);
    return new WebhookNotifier(
        targets(config, context), poster, new Courier(settings, poster, context.json(), context.clock()));
  }

  private static List<Target> targets(PluginConfig config, PluginContext context) {
    TargetLimits limits = TargetLimits.from(config);
    var reader = new TargetReader(limits, new SecretValues(context.serverEnvironment(), limits.secretBytes()));
    return config.json(WebhookConfig.TARGETS).map(reader::read).orElse(List.of());
  }
}
