package dev.claudeworker.plugin.desktop;

import dev.claudeworker.command.CommandEnvironment;
import dev.claudeworker.spi.ConfigSchema;
import dev.claudeworker.spi.PluginConfig;
import dev.claudeworker.spi.PluginContext;
import dev.claudeworker.spi.notify.Notifier;
import dev.claudeworker.spi.notify.NotifierFactory;
import java.util.Optional;

/** Makes the notifier {@code desktop}. */
final class DesktopNotifierFactory implements NotifierFactory {

  static final String NAME = "desktop";

  private final String operatingSystem;

  DesktopNotifierFactory(String operatingSystem) {
    this.operatingSystem = operatingSystem;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public ConfigSchema schema() {
    return DesktopConfig.SCHEMA;
  }

  @Override
  public Optional<String> whyUnused(PluginConfig config, PluginContext context) {
    return DesktopConfig.from(config).enabled() ? Optional.empty()
        : Optional.of("plugins.notify-desktop.enabled is false");
  }

  @Override
  public Notifier create(PluginConfig config, PluginContext context) {
    DesktopConfig settings = DesktopConfig.from(config);
    var display = Display.of(operatingSystem, CommandEnvironment.of(context.serverEnvironment()), settings.timeout());
    return new DesktopNotifier(settings.events(), display);
  }
}
