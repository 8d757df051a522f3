package dev.claudeworker.worker;

import dev.claudeworker.loop.Loop;
import dev.claudeworker.spi.storage.ProgressUpdate;
import dev.claudeworker.spi.storage.Storage;
import java.time.Duration;
import java.util.List;

/** Stores the latest progress of all attempts together, at most once per interval; sleeps while there is none. */
final class ProgressWriter {

  private final Storage storage;
  private final RunningAttempts running;
  private final Duration interval;
  private final Loop loop = new Loop("progress writer", this::round);

  /** Whether a whole interval has passed without progress, so that the next one must wake the loop. */
  private volatile boolean asleep;

  ProgressWriter(Storage storage, RunningAttempts running, Duration interval) {
    this.storage = storage;
    this.running = running;
    this.interval = interval;
  }

  void start() {
    loop.start();
  }

  void stop() {
    loop.stop();
  }

  /** Some attempt has progress that is not stored. */
  void changed() {
    if (asleep) {
      asleep = false;
      loop.wake();
    }
  }

  private Duration round() {
    if (write()) {
      return interval;
    }
    asleep = true;
    // Progress that came just before the line above found nobody asleep; look once more.
    if (write()) {
      asleep = false;
      return interval;
    }
    return Loop.UNTIL_WOKEN;
  }

  /** Stores what is new; false if nothing was. */
  boolean write() {
    List<ProgressUpdate> updates =
        running.all()
            .stream()
            .flatMap(
                attempt -> attempt
                    .takeUnwrittenProgress()
                    .map(progress -> new ProgressUpdate(attempt.claimed().lease(), progress))
                    .stream())
            .toList();
    if (updates.isEmpty()) {
      return false;
    }
    storage.progress(updates);
    return true;
  }
}
