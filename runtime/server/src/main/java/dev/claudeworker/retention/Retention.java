package dev.claudeworker.retention;

import dev.claudeworker.attempt.AttemptDirectories;
import dev.claudeworker.loop.Loop;
import dev.claudeworker.queue.OrchestrationQueue;
import dev.claudeworker.queue.Requester;
import dev.claudeworker.queue.TaskQueue;
import dev.claudeworker.queue.TaskView;
import dev.claudeworker.spi.WorkerException;
import dev.claudeworker.spi.dag.OrchestrationId;
import dev.claudeworker.spi.storage.Pruning;
import dev.claudeworker.spi.task.TaskId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes what is too old, in batches with a rest after each, on a thread of its own. It never removes what is active or
 * what an unfinished task or orchestration needs. Tasks are deleted through the queue, as a person would.
 */
public final class Retention {

  private static final Logger log = LoggerFactory.getLogger(Retention.class);

  /** Events are small and many: a batch has so many times as many of them. */
  private static final int EVENTS_PER_TASK = 10;

  private final TaskQueue queue;
  private final OrchestrationQueue orchestrations;
  private final Pruning pruning;
  private final AttemptDirectories attempts;
  private final RetentionSettings settings;
  private final InstantSource clock;
  private final Requester requester;
  private final AttemptFolders folders;
  private final OldTaskLogs taskLogs;
  private final Trouble trouble = new Trouble();
  private final Loop loop = new Loop("retention", this::round);

  /**
   * A service that has not started.
   *
   * @param queue deletes tasks
   * @param orchestrations deletes orchestrations
   * @param pruning finds tasks, removes events and keys
   * @param attempts where attempts have their folders
   * @param settings how long what is kept
   * @param clock tells how old something is
   * @param server id of this server, which stands in the events of deletions
   */
  public Retention(
      TaskQueue queue,
      OrchestrationQueue orchestrations,
      Pruning pruning,
      AttemptDirectories attempts,
      RetentionSettings settings,
      InstantSource clock,
      String server) {
    this.queue = queue;
    this.orchestrations = orchestrations;
    this.pruning = pruning;
    this.attempts = attempts;
    this.settings = settings;
    this.clock = clock;
    this.requester = new Requester("server:" + server, "retention");
    this.folders = new AttemptFolders(attempts, id -> queue.find(id).map(TaskView::task), settings);
    this.taskLogs = new OldTaskLogs(settings);
  }

  /** Begins with a first round at once. */
  public void start() {
    loop.start();
  }

  /** Ends after the batch that is under way. */
  public void stop() {
    loop.stop();
  }

  private Duration round() {
    return batch() ? settings.pause() : settings.every();
  }

  /** Removes one batch of everything; false if nothing is left for now. */
  boolean batch() {
    Instant now = clock.instant();
    boolean more = tasks(now);
    more |= orchestrations(now);
    more |= events(now);
    more |= keys(now);
    more |= folders.sweep(now, trouble);
    if (!more) {
      trouble.attempt(() -> taskLogs.remove(now));
      trouble.newPass();
    }
    return more;
  }

  private boolean tasks(Instant now) {
    if (settings.tasks().isZero()) {
      return false;
    }
    List<TaskId> old = pruning.endedBefore(now.minus(settings.tasks()), settings.batch());
    long deleted = old.stream().filter(this::isDeleted).count();
    if (deleted > 0) {
      log.info("{} tasks were deleted that ended more than {} days ago (retention.tasks)", deleted,
          settings.tasks().toDays());
    }
    return deleted == settings.batch();
  }

  private boolean isDeleted(TaskId id) {
    try {
      queue.delete(id, requester);
    } catch (WorkerException refused) {
      log.debug("task {} is not deleted: {}", id, refused.getMessage());
      return false;
    }
    trouble.attempt(() -> FileTrees.delete(attempts.task(id)));
    return true;
  }

  /** Those whose tasks are all gone. */
  private boolean orchestrations(Instant now) {
    if (settings.tasks().isZero()) {
      return false;
    }
    List<OrchestrationId> empty = pruning.emptyOrchestrations(now.minus(settings.tasks()), settings.batch());
    empty.forEach(id -> trouble.attempt(() -> orchestrations.delete(id, requester)));
    return empty.size() == settings.batch();
  }

  private boolean events(Instant now) {
    int limit = settings.batch() * EVENTS_PER_TASK;
    return !settings.events().isZero() && pruning.removeEvents(now.minus(settings.events()), limit) >= limit;
  }

  private boolean keys(Instant now) {
    return !settings.keys().isZero()
        && pruning.removeKeys(now.minus(settings.keys()), settings.batch()) >= settings.batch();
  }
}
