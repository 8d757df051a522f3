package {{package}};

import dev.claudeworker.spi.ConfigKey;
import dev.claudeworker.spi.ConfigSchema;
import dev.claudeworker.spi.ConfigType;
import dev.claudeworker.spi.PluginConfig;
import dev.claudeworker.spi.PluginContext;
import dev.claudeworker.spi.WorkerPlugin;
import dev.claudeworker.spi.notify.Notifier;
import dev.claudeworker.spi.notify.NotifierFactory;
import java.util.List;
import java.util.Optional;

/** What the plugin offers: one notifier. */
public final class {{class}}Plugin implements WorkerPlugin {

  @Override
  public List<NotifierFactory> notifierFactories() {
    return List.of(new Factory());
  }

  private static final class Factory implements NotifierFactory {

    @Override
    public String name() {
      return "{{name}}";
    }

    /** The keys of the section plugins.{{name}} of the configuration. */
    @Override
    public ConfigSchema schema() {
      return ConfigSchema.of(
          ConfigKey.optional("command", ConfigType.TEXT_LIST, "The program and its arguments; it reads the event from stdin."));
    }

    @Override
    public Optional<String> whyUnused(PluginConfig config, PluginContext context) {
      return config.texts("command").isEmpty() ? Optional.of("plugins.{{name}}.command is not set") : Optional.empty();
    }

    @Override
    public Notifier create(PluginConfig config, PluginContext context) {
      return new {{class}}Notifier(config.texts("command"));
    }
  }
}
