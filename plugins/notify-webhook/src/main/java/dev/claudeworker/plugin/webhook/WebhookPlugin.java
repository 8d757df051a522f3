package dev.claudeworker.plugin.webhook;

import dev.claudeworker.spi.WorkerPlugin;
import dev.claudeworker.spi.notify.NotifierFactory;
import java.util.List;

/** Brings the notifier {@code webhook}. */
public final class WebhookPlugin implements WorkerPlugin {

  @Override
  public List<NotifierFactory> notifierFactories() {
    return List.of(new WebhookNotifierFactory());
  }
}
