package dev.claudeworker.plugin.sound;

import dev.claudeworker.spi.WorkerPlugin;
import dev.claudeworker.spi.notify.NotifierFactory;
import java.util.List;

/** Brings the notifier {@code sound}. */
public final class SoundPlugin implements WorkerPlugin {

  @Override
  public List<NotifierFactory> notifierFactories() {
    return List.of(new SoundNotifierFactory(System.getProperty("os.name", "")));
  }
}
