package dev.claudeworker.notify;

import dev.claudeworker.spi.WorkerException;
import dev.claudeworker.spi.notify.Delivery;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts what became of the notifications of one notifier, and says in the log what went wrong: the first of several failures
 * in a row, and how many were dropped. A dead receiver fills no log.
 */
final class NotifierTally {

  private static final Logger log = LoggerFactory.getLogger(NotifierTally.class);

  private final String name;
  private long told;
  private long declined;
  private long failed;
  private long dropped;
  private long failedInARow;
  private long droppedUnsaid;
  private boolean hanging;
  private Optional<String> lastError = Optional.empty();

  NotifierTally(String name) {
    this.name = name;
  }

  synchronized void ended(Delivery delivery) {
    switch (delivery) {
      case Delivery.Delivered _ -> told++;
      case Delivery.NotWanted _ -> declined++;
    }
    if (failedInARow > 0) {
      log.info("The notifier {} works again after {} failures", name, failedInARow);
    }
    failedInARow = 0;
    lastError = Optional.empty();
  }

  synchronized void failed(WorkerException failure) {
    failed++;
    failedInARow++;
    lastError = Optional.of(failure.getMessage() + " " + failure.suggestion());
    if (failedInARow == 1) {
      log.warn("The notifier {} failed: {} {} Further failures in a row are counted only", name, failure.getMessage(),
          failure.suggestion(), failure);
    } else {
      log.debug("The notifier {} failed, {} times in a row: {}", name, failedInARow, failure.getMessage());
    }
  }

  synchronized void dropped(long count, String why) {
    if (count > 0 && droppedUnsaid == 0) {
      log.warn("Notifications of {} are dropped: {}", name, why);
    }
    dropped += count;
    droppedUnsaid += count;
  }

  /** Says how many were dropped since it was last said. */
  synchronized void sayDropped() {
    if (droppedUnsaid > 0) {
      log.warn("{} notifications of {} were dropped", droppedUnsaid, name);
      droppedUnsaid = 0;
    }
  }

  synchronized void hanging(boolean value) {
    hanging = value;
  }

  synchronized boolean hanging() {
    return hanging;
  }

  synchronized NotifierStatus status(int waiting) {
    return new NotifierStatus(name, hanging, waiting, told, declined, failed, dropped, lastError);
  }
}
