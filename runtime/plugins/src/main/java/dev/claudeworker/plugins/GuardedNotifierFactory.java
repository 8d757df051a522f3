package dev.claudeworker.plugins;

import dev.claudeworker.spi.ConfigSchema;
import dev.claudeworker.spi.PluginConfig;
import dev.claudeworker.spi.PluginContext;
import dev.claudeworker.spi.notify.Notifier;
import dev.claudeworker.spi.notify.NotifierFactory;
import java.util.Optional;

/** A plugin's notifier factory behind its guard. Name and schema are asked once, when the plugin is loaded. */
record GuardedNotifierFactory(String name, ConfigSchema schema, NotifierFactory factory, PluginGuard guard)
    implements NotifierFactory {

  static GuardedNotifierFactory of(NotifierFactory factory, PluginGuard guard) {
    String name = guard.call("for the name of its notifier", factory::name);
    ConfigSchema schema = guard.call("for the configuration keys of its notifier " + name, factory::schema);
    return new GuardedNotifierFactory(name, schema, factory, guard);
  }

  @Override
  public Optional<String> whyUnused(PluginConfig config, PluginContext context) {
    return guard.call("whether its notifier " + name + " is used", () -> factory.whyUnused(config, context));
  }

  @Override
  public Notifier create(PluginConfig config, PluginContext context) {
    return new GuardedNotifier(
        guard.call("to make its notifier " + name, () -> factory.create(config, context)), guard);
  }
}
