package dev.claudeworker.tasklog;

import dev.claudeworker.attempt.AttemptDirectories;
import dev.claudeworker.event.EventPublisher;
import dev.claudeworker.event.EventSubscriber;
import dev.claudeworker.event.Subscription;
import dev.claudeworker.home.OwnerOnly;
import dev.claudeworker.loop.Loop;
import dev.claudeworker.queue.TaskReader;
import dev.claudeworker.queue.TaskView;
import dev.claudeworker.spi.storage.EventFilter;
import dev.claudeworker.spi.storage.EventPage;
import dev.claudeworker.spi.task.EventTypes;
import dev.claudeworker.spi.task.Task;
import dev.claudeworker.spi.task.TaskEvent;
import dev.claudeworker.spi.task.TaskId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the log files of tasks, on a thread of its own that reads the event log and the logs of running attempts. It delays
 * nobody: commits only wake it, and however far it is behind, what it has not told yet is kept in the event log. Files begin
 * with the first attempt; a task that never starts has none.
 */
public final class TaskLogs {

  private static final Logger log = LoggerFactory.getLogger(TaskLogs.class);

  /** So long what comes is gathered, to be written together: a short task is told in one write. */
  private static final Duration GATHER = Duration.ofMillis(500);

  private static final int PAGE = 500;
  private static final int LAST_PAGES = 20;
  private static final String POSITION_FILE = ".task-logs";

  private static final Set<String> ATTEMPT_BEGINS = Set.of(EventTypes.TASK_STARTED, EventTypes.TASK_ADOPTED);
  private static final Set<String> WITHIN_ATTEMPT =
      Set.of(EventTypes.TASK_STARTED, EventTypes.TASK_ADOPTED, EventTypes.TASK_CANCEL_REQUESTED);

  private final TaskReader tasks;
  private final EventPublisher events;
  private final AttemptDirectories attempts;
  private final TaskLogSettings settings;
  private final TaskLogStory story;
  private final ZoneId zone;
  private final String server;
  private final Loop loop = new Loop("task logs", this::round);

  /** Of the tasks that run. Used by the loop, and after its end by {@link #stop}. */
  private final Map<TaskId, TaskLog> running = new HashMap<>();

  private long position;
  private boolean troubled;

  /** Whether the next event is to wake the loop; otherwise it looks soon by itself. */
  private volatile boolean asleep;

  /** Guarded by this object's monitor. */
  private Optional<Subscription> wakes = Optional.empty();

  /**
   * Takes the position where the last server stopped, or that of the event log. To be made before the first commit.
   *
   * @param tasks reads events and tasks
   * @param events tells that there are new ones
   * @param attempts where the logs of attempts are
   * @param settings where and how to write
   * @param story what to write
   * @param zone the zone of the names
   * @param server id of this server: what runs on others is in their logs
   */
  public TaskLogs(
      TaskReader tasks, EventPublisher events, AttemptDirectories attempts, TaskLogSettings settings,
      TaskLogStory story, ZoneId zone, String server) {
    this.tasks = tasks;
    this.events = events;
    this.attempts = attempts;
    this.settings = settings;
    this.story = story;
    this.zone = zone;
    this.server = server;
    this.position = lastPosition().orElseGet(() -> read(0, 1).head());
  }

  private Optional<Long> lastPosition() {
    try {
      String text = Files.readString(attempts.root().resolve(POSITION_FILE)).strip();
      return text.matches("\\d{1,18}") ? Optional.of(Long.valueOf(text)) : Optional.empty();
    } catch (NoSuchFileException first) {
      return Optional.empty();
    } catch (IOException unreadable) {
      log.warn("It is not known how far the logs of tasks were written; they go on from now: {}",
          unreadable.toString());
      return Optional.empty();
    }
  }

  /** Begins to write. */
  public void start() {
    attempted(() -> OwnerOnly.newDirectory(attempts.root()));
    subscribe();
    loop.start();
  }

  /** Only to be woken: no event is handed over, so none can wait for this subscriber. */
  private synchronized void subscribe() {
    wakes = Optional.of(events.subscribe(event -> {
      wake();
      return false;
    }, new EventSubscriber() {
      @Override
      public void onEvent(TaskEvent event) {
        throw new IllegalStateException("no event was asked for");
      }

      @Override
      public void onDropped(long lastDelivered) {
        subscribe();
        wake();
      }
    }));
  }

  private synchronized void unsubscribe() {
    wakes.ifPresent(Subscription::close);
  }

  /** Writes what the last attempts left behind, as far as it is quickly done, and ends. The next start does the rest. */
  public void stop() {
    unsubscribe();
    loop.stop();
    for (int page = 0; page < LAST_PAGES && tellEvents(); page++) {
      log.debug("events up to {} are told", position);
    }
  }

  private void wake() {
    if (asleep) {
      asleep = false;
      loop.wake();
    }
  }

  private Duration round() {
    long before = position;
    boolean more = tellEvents();
    running.values().removeIf(task -> !attempted(task::follow));
    if (position == before) {
      asleep = true;
      // What came just before the line above found nobody asleep; look once more.
      more = tellEvents();
    }
    if (position > before) {
      asleep = false;
      return more ? Duration.ZERO : GATHER;
    }
    return running.isEmpty() ? Loop.UNTIL_WOKEN : GATHER;
  }

  private EventPage read(long after, int limit) {
    return tasks.events(new EventFilter(after, Optional.empty(), limit));
  }

  /** One page of events; false if there are no more. */
  private boolean tellEvents() {
    EventPage page = read(position, PAGE);
    if (page.oldest() > position + 1 && page.head() > position) {
      log.warn("Events {} to {} were removed before they came into the logs of tasks", position + 1, page.oldest() - 1);
    }
    if (!page.events().isEmpty()) {
      tell(page.events());
      position = page.events().getLast().sequence();
      attempted(() -> OwnerFiles.write(
          attempts.root().resolve(POSITION_FILE), Long.toString(position).getBytes(StandardCharsets.US_ASCII)));
    }
    return page.events().size() == PAGE;
  }

  /** Tells events of one page; each task is read and its files are written once for all of them. */
  private void tell(List<TaskEvent> page) {
    Map<TaskId, Optional<Task>> known = new HashMap<>();
    Set<TaskId> ended = new HashSet<>();
    for (TaskEvent event : page) {
      event.task().ifPresent(task -> attempted(() -> tell(event, task, known, ended)));
    }
    running.values().forEach(log -> attempted(log::flush));
    running.keySet().removeAll(ended);
  }

  private void tell(TaskEvent event, TaskId task, Map<TaskId, Optional<Task>> known, Set<TaskId> ended)
      throws IOException {
    if (event.data().text("server").filter(other -> !other.equals(server)).isPresent()) {
      return;
    }
    Optional<TaskLog> log = Optional.ofNullable(running.get(task));
    if (log.isEmpty()) {
      boolean begins = ATTEMPT_BEGINS.contains(event.type());
      log = begins ? openOrBegin(task, known) : TaskLog.open(task, story, settings, attempts);
    }
    if (log.isEmpty()) {
      return;
    }
    running.put(task, log.get());
    if (WITHIN_ATTEMPT.contains(event.type())) {
      ended.remove(task);
      log.get().tell(event, Optional.empty());
    } else {
      ended.add(task);
      log.get().tell(event, find(task, known));
    }
  }

  private Optional<TaskLog> openOrBegin(TaskId id, Map<TaskId, Optional<Task>> known) throws IOException {
    Optional<TaskLog> begun = TaskLog.open(id, story, settings, attempts);
    if (begun.isPresent()) {
      return begun;
    }
    OwnerOnly.newDirectory(settings.directory());
    return find(id, known).flatMap(task -> tasks.input(id).map(input -> {
      String name = TaskLogName.of(id, task.settings().workingDirectory(), task.times().created(), zone);
      return TaskLog.begin(task, input, name, story, settings, attempts);
    }));
  }

  /** The task as it is after the page of events that is told. */
  private Optional<Task> find(TaskId id, Map<TaskId, Optional<Task>> known) {
    return known.computeIfAbsent(id, task -> tasks.find(task).map(TaskView::task));
  }

  /** Something that may fail because of the disk; that is said once until it works again. */
  private interface Writing {

    void run() throws IOException;
  }

  private boolean attempted(Writing writing) {
    try {
      writing.run();
      troubled = false;
      return true;
    } catch (IOException failed) {
      if (!troubled) {
        troubled = true;
        log.warn("The logs of tasks in {} cannot be written ({}); tasks go on. Check the disk and who may write there.",
            settings.directory(), failed.toString());
      }
      return false;
    }
  }
}
