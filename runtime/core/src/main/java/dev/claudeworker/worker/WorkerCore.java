package dev.claudeworker.worker;

import dev.claudeworker.attempt.AttemptDirectories;
import dev.claudeworker.event.EventPublisher;
import dev.claudeworker.queue.TaskQueue;
import java.time.Duration;

/** The assembled core: queue, worker and events over one storage. */
public final class WorkerCore {

  private final AttemptDirectories directories;

  /** Wires the parts; nothing runs before {@link #start}. */
  public WorkerCore(CoreSettings settings, CoreParts parts) {
    this.directories = AttemptDirectories.of(parts.home(), parts.storage().info().storeId());
    java.util.Objects.requireNonNull(settings);
  }

  /** Adopts what an earlier run left behind, then begins to claim. Starting twice is allowed. */
  public void start() {
    throw new UnsupportedOperationException();
  }

  /**
   * Stops, and returns when nothing of the core runs any more. Stopping before the start or twice is allowed.
   *
   * @param mode what becomes of running attempts
   * @param atMost how long to wait for them; those that are left then are left running
   */
  public void stop(StopMode mode, Duration atMost) {
    throw new UnsupportedOperationException();
  }

  /** The queue. Usable as soon as the core has started. */
  public TaskQueue queue() {
    throw new UnsupportedOperationException();
  }

  /** The worker. */
  public Worker worker() {
    throw new UnsupportedOperationException();
  }

  /** What has been committed. */
  public EventPublisher events() {
    throw new UnsupportedOperationException();
  }

  /** Where attempts keep their files. */
  public AttemptDirectories directories() {
    return directories;
  }
}
