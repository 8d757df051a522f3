package dev.claudeworker.plugin.desktop;

import dev.claudeworker.spi.WorkerPlugin;
import dev.claudeworker.spi.notify.NotifierFactory;
import java.util.List;

/** Brings the notifier {@code desktop}. */
public final class DesktopPlugin implements WorkerPlugin {

  @Override
  public List<NotifierFactory> notifierFactories() {
    return List.of(new DesktopNotifierFactory(System.getProperty("os.name", "")));
  }
}
