package dev.claudeworker.spi.notify;

import dev.claudeworker.spi.ConfigSchema;
import dev.claudeworker.spi.PluginConfig;
import dev.claudeworker.spi.PluginContext;
import java.util.Optional;

/** Makes one kind of notifier. Methods are called on one thread at a time. */
public interface NotifierFactory {

  /**
   * The name by which people call it, as in {@code notifiers test NAME}.
   *
   * @return lower case letters, digits and '-'; unique among all plugins
   */
  String name();

  /**
   * The keys of its configuration.
   *
   * @return the schema
   */
  ConfigSchema schema();

  /**
   * Whether its configuration asks for it. A notifier that needs an address asks for none before it has one.
   *
   * @param config checked configuration
   * @param context what the runtime lends
   * @return why it is not used, in a few words for {@code notifiers list}; empty (the default) if it is used
   */
  default Optional<String> whyUnused(PluginConfig config, PluginContext context) {
    return Optional.empty();
  }

  /**
   * Makes the notifier. Must not block for long or talk to anybody.
   *
   * @param config checked configuration
   * @param context what the runtime lends
   * @return the notifier
   * @throws dev.claudeworker.spi.WorkerException if it cannot work with this configuration
   */
  Notifier create(PluginConfig config, PluginContext context);
}
