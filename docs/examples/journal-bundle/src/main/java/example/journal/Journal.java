package example.journal;

import dev.claudeworker.spi.ErrorCode;
import dev.claudeworker.spi.WorkerException;
import dev.claudeworker.spi.notify.Delivery;
import dev.claudeworker.spi.notify.Notification;
import dev.claudeworker.spi.notify.Notifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Hears of the events that people want to hear of, one after the other, and never delays the queue. */
final class Journal implements Notifier {

  private static final ErrorCode NOT_WRITTEN = ErrorCode.resources("journal_not_written");

  private final Path file;

  Journal(Path file) {
    this.file = file;
  }

  @Override
  public Delivery send(Notification notification) {
    String line = notification.event().at() + " " + notification.headline() + System.lineSeparator();
    try {
      Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      return new Delivery.Delivered("written to " + file);
    } catch (IOException failed) {
      throw new WorkerException(NOT_WRITTEN, "The journal " + file + " cannot be written: " + failed.getMessage(),
          "Choose another file with plugins.journal-bundle.file.", failed);
    }
  }
}
