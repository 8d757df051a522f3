package dev.claudeworker;

import dev.claudeworker.spi.ErrorCode;
import dev.claudeworker.spi.WorkerException;
import dev.claudeworker.spi.notify.Delivery;
import dev.claudeworker.spi.notify.Notification;
import dev.claudeworker.spi.notify.Notifier;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;

/** Keeps what it was told, and refuses everything when a test says so. */
final class RecordingNotifier implements Notifier {

  final LinkedBlockingQueue<Notification> told = new LinkedBlockingQueue<>();
  volatile boolean refusing;

  /** The notifier {@code recording}, one that is not used, and one that cannot be made. */
  static List<PluginNotifiers.Configured> configured(RecordingNotifier notifier) {
    return List.of(
        new PluginNotifiers.Configured("recording", "notify-recording", Optional::empty, () -> notifier),
        new PluginNotifiers.Configured("idle", "notify-idle", () -> Optional.of("it has no address"), () -> notifier),
        new PluginNotifiers.Configured("broken", "notify-broken", Optional::empty, () -> {
          throw failure();
        }));
  }

  @Override
  public Delivery send(Notification notification) {
    if (refusing) {
      throw failure();
    }
    told.add(notification);
    return new Delivery.Delivered("kept");
  }

  private static WorkerException failure() {
    return new WorkerException(ErrorCode.external("refused"), "It was refused.", "Ask again.");
  }
}
