package dev.claudeworker.worker;

import dev.claudeworker.queue.TaskQueue;
import dev.claudeworker.queue.TaskRequest;
import dev.claudeworker.queue.TaskView;
import dev.claudeworker.resource.MachineSampler;
import dev.claudeworker.spi.storage.EventFilter;
import dev.claudeworker.spi.storage.LeaseHolder;
import dev.claudeworker.spi.storage.Storage;
import dev.claudeworker.spi.task.Task;
import dev.claudeworker.spi.task.TaskEvent;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.task.TaskStatus;
import dev.claudeworker.spi.testkit.SettableClock;
import dev.claudeworker.spi.testkit.memory.InMemoryStorage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A core over the reference storage, whose time stands still until the test moves it. */
final class CoreFixture implements AutoCloseable {

  static final String SERVER = "server-1";

  /** No poll and no short pause: only signals and ticks move anything. */
  static final CoreSettings SETTINGS = CoreSettings.DEFAULT.with(new WorkerSettings(4, Duration.ofHours(1)));

  final SettableClock clock;
  final InMemoryStorage storage;
  final ScriptedExecutor executor;
  final ScriptedRoom room;
  final WorkerCore core;
  private final Path home;

  private CoreFixture(
      Path home,
      SettableClock clock,
      SettableClock elapsed,
      InMemoryStorage rows,
      Storage used,
      ScriptedExecutor executor,
      ScriptedRoom room,
      CoreSettings settings,
      MachineSampler machine) {
    this.home = home;
    this.clock = clock;
    this.storage = rows;
    this.executor = executor;
    this.room = room;
    this.core =
        new WorkerCore(
            settings,
            new CoreParts(
                used,
                executor.catalog(),
                room,
                clock,
                elapsed,
                new Random(7),
                home,
                new LeaseHolder(SERVER, UUID.randomUUID()),
                Map.of("PATH", "/server/bin", "SERVICE_KEY", "s3cret"),
                QueueAccessSource.NONE),
            machine);
  }

  static CoreFixture started(Path home) {
    return started(home, SETTINGS);
  }

  static CoreFixture started(Path home, CoreSettings settings) {
    var fixture = unstarted(home, settings);
    fixture.core.start();
    return fixture;
  }

  static CoreFixture unstarted(Path home, CoreSettings settings) {
    var clock = new SettableClock();
    var storage = new InMemoryStorage(clock);
    return new CoreFixture(
        home, clock, clock, storage, storage, new ScriptedExecutor(), new ScriptedRoom(), settings,
        MachineSampler.ofThisMachine(home));
  }

  /** A core that measures how long things take by another clock than the one that somebody may set. */
  static CoreFixture measuring(Path home, SettableClock elapsed) {
    var clock = new SettableClock();
    var storage = new InMemoryStorage(clock);
    var fixture =
        new CoreFixture(
            home, clock, elapsed, storage, storage, new ScriptedExecutor(), new ScriptedRoom(), SETTINGS,
            MachineSampler.ofThisMachine(home));
    fixture.core.start();
    return fixture;
  }

  /** A core on a machine that the test makes up. */
  static CoreFixture started(Path home, CoreSettings settings, MachineSampler machine) {
    var clock = new SettableClock();
    var storage = new InMemoryStorage(clock);
    var fixture =
        new CoreFixture(
            home, clock, clock, storage, storage, new ScriptedExecutor(), new ScriptedRoom(), settings, machine);
    fixture.core.start();
    return fixture;
  }

  /** A core over a storage that the test has wrapped. */
  static CoreFixture over(Path home, SettableClock clock, InMemoryStorage rows, Storage used, CoreSettings settings) {
    return new CoreFixture(home, clock, clock, rows, used, new ScriptedExecutor(), new ScriptedRoom(), settings,
        MachineSampler.ofThisMachine(home));
  }

  /** What the next start of the server finds: the same rows, time, home and room, and a new executor. */
  CoreFixture restarted() {
    var again = storage.reopened();
    return new CoreFixture(home, clock, clock, again, again, new ScriptedExecutor(), room, SETTINGS,
        MachineSampler.ofThisMachine(home));
  }

  TaskQueue queue() {
    return core.queue();
  }

  TaskId submit(TaskRequest request) {
    return queue().submit(List.of(request), Optional.empty()).tasks().getFirst().task().id();
  }

  TaskId submit() {
    return submit(Requests.aRequest().build());
  }

  /** Submits a task and waits for its end. */
  Task run(TaskRequest request) {
    return ended(submit(request));
  }

  Task ended(TaskId id) {
    try {
      return queue().waitFor(id, Duration.ofSeconds(20)).map(TaskView::task).orElseThrow();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  Task task(TaskId id) {
    return storage.find(id).orElseThrow();
  }

  /** Waits until the task is in a state. */
  Task awaitStatus(TaskId id, TaskStatus status) {
    return await(id, task -> task.status() == status);
  }

  /** Waits until an event leaves the task as wanted. */
  Task await(TaskId id, Predicate<Task> wanted) {
    var reached = new CountDownLatch(1);
    try (var _ = core.events().subscribe(event -> true, event -> {
      if (wanted.test(task(id))) {
        reached.countDown();
      }
    })) {
      if (!wanted.test(task(id)) && !reached.await(20, TimeUnit.SECONDS)) {
        throw new AssertionError("still: " + task(id));
      }
      return task(id);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Moves the time and does what is due then. */
  void advance(Duration by) {
    clock.advance(by);
    core.tick();
  }

  List<TaskEvent> events(TaskId id) {
    return storage.events(new EventFilter(0, Optional.of(id), 1_000)).events();
  }

  List<String> eventTypes(TaskId id) {
    return events(id).stream().map(TaskEvent::type).toList();
  }

  @Override
  public void close() {
    core.stop(StopMode.FORCE, Duration.ofSeconds(5));
  }
}
