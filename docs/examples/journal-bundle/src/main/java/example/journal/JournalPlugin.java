package example.journal;

import dev.claudeworker.spi.ConfigKey;
import dev.claudeworker.spi.ConfigSchema;
import dev.claudeworker.spi.ConfigType;
import dev.claudeworker.spi.PluginConfig;
import dev.claudeworker.spi.PluginContext;
import dev.claudeworker.spi.WorkerPlugin;
import dev.claudeworker.spi.notify.Notifier;
import dev.claudeworker.spi.notify.NotifierFactory;
import java.nio.file.Path;
import java.util.List;

/** A notifier that writes a line about every event into a file. */
public final class JournalPlugin implements WorkerPlugin {

  @Override
  public List<NotifierFactory> notifierFactories() {
    return List.of(new Factory());
  }

  private static final class Factory implements NotifierFactory {

    @Override
    public String name() {
      return "journal";
    }

    /** The keys of the section plugins.journal-bundle of the configuration. A relative path begins in the home. */
    @Override
    public ConfigSchema schema() {
      return ConfigSchema.of(
          ConfigKey.withDefault("file", ConfigType.PATH, "journal.txt", "The file that gets a line for every event."));
    }

    @Override
    public Notifier create(PluginConfig config, PluginContext context) {
      Path file = config.path("file").orElseThrow();
      return new Journal(file);
    }
  }
}
