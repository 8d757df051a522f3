package dev.claudeworker.plugin.sound;

import dev.claudeworker.command.CommandEnvironment;
import dev.claudeworker.spi.ConfigSchema;
import dev.claudeworker.spi.PluginConfig;
import dev.claudeworker.spi.PluginContext;
import dev.claudeworker.spi.notify.Notifier;
import dev.claudeworker.spi.notify.NotifierFactory;
import java.util.Optional;

/** Makes the notifier {@code sound}. */
final class SoundNotifierFactory implements NotifierFactory {

  static final String NAME = "sound";

  private final String operatingSystem;

  SoundNotifierFactory(String operatingSystem) {
    this.operatingSystem = operatingSystem;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public ConfigSchema schema() {
    return SoundConfig.SCHEMA;
  }

  @Override
  public Optional<String> whyUnused(PluginConfig config, PluginContext context) {
    return SoundConfig.from(config, context.serverEnvironment()).enabled()
        ? Optional.empty()
        : Optional.of("sounds are switched off");
  }

  @Override
  public Notifier create(PluginConfig config, PluginContext context) {
    SoundConfig sounds = SoundConfig.from(config, context.serverEnvironment());
    var files = new SoundFiles(context.homeDirectory().resolve("sounds"), sounds.files());
    var players =
        new Players(operatingSystem, CommandEnvironment.of(context.serverEnvironment()), sounds.timeout());
    return new SoundNotifier(sounds, files, players, context.clock());
  }
}
