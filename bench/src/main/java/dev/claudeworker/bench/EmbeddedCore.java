package dev.claudeworker.bench;

import dev.claudeworker.dag.GraphLimits;
import dev.claudeworker.event.Subscription;
import dev.claudeworker.json.JacksonJsonCodec;
import dev.claudeworker.plugins.ConfigReader;
import dev.claudeworker.plugins.PluginRegistry;
import dev.claudeworker.plugins.PluginSettings;
import dev.claudeworker.process.DurableProcessRoom;
import dev.claudeworker.process.ProcessSettings;
import dev.claudeworker.queue.OrchestrationBounds;
import dev.claudeworker.queue.OrchestrationQueue;
import dev.claudeworker.queue.OrchestrationRequest;
import dev.claudeworker.queue.Requester;
import dev.claudeworker.queue.TaskQueue;
import dev.claudeworker.queue.TaskRequest;
import dev.claudeworker.scratch.ScratchPostgres;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.storage.LeaseHolder;
import dev.claudeworker.spi.storage.Storage;
import dev.claudeworker.spi.task.EventTypes;
import dev.claudeworker.spi.task.GateScope;
import dev.claudeworker.worker.CoreParts;
import dev.claudeworker.worker.CoreSettings;
import dev.claudeworker.worker.StopMode;
import dev.claudeworker.worker.WorkerCore;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The core in this process, over the real storage and executors, which come as plugin jars from behind the wall. */
final class EmbeddedCore implements AutoCloseable {

  static final Requester BENCH = new Requester("bench", "bench");
  private static final int BATCH = 1_000;
  private static final OrchestrationBounds LARGE =
      new OrchestrationBounds(
          new GraphLimits(GraphLimits.MOST_TASKS, GraphLimits.MOST_DEPENDENCIES),
          OrchestrationBounds.DEFAULT.maxResultReference());
  private static final Duration PATIENCE = Duration.ofMinutes(20);

  private final PluginRegistry registry;
  private final Storage storage;
  private final DurableProcessRoom room;
  private final WorkerCore core;

  private EmbeddedCore(PluginRegistry registry, Storage storage, DurableProcessRoom room, WorkerCore core) {
    this.registry = registry;
    this.storage = storage;
    this.room = room;
    this.core = core;
  }

  static EmbeddedCore open(Installation program, Path home, int slots) throws Exception {
    return open(program, home, slots, "h2", JsonObject.EMPTY, "bench");
  }

  /** One of several servers on a database of PostgreSQL. */
  static EmbeddedCore open(Installation program, Path home, int slots, String database, String id)
      throws Exception {
    JsonObject section = JsonObject.EMPTY.with("url", database).with("user", ScratchPostgres.USER);
    return open(program, home, slots, "postgres", section, id);
  }

  private static EmbeddedCore open(
      Installation program, Path home, int slots, String kind, JsonObject section, String id) throws Exception {
    var registry = PluginRegistry.open(PluginSettings.installed(home, List.of(program.plugins())));
    var options = new ConfigReader(home, home);
    var context =
        new BenchContext("bench", home, InstantSource.system(), new JacksonJsonCodec(),
            Map.of("PATH", "/usr/bin:/bin"));
    var factory = registry.storageFactories().require(kind).factory();
    Storage storage =
        factory.create(options.read(factory.schema(), section, "bench").values(), context);
    var room = DurableProcessRoom.open(ProcessSettings.DEFAULTS, home);
    var parts =
        new CoreParts(
            storage, BenchExecutors.of(registry, options, context), room, context.clock(), new SecureRandom(), home,
            new LeaseHolder(id, UUID.randomUUID()), context.serverEnvironment());
    var core = new WorkerCore(CoreSettings.DEFAULT.with(LARGE), parts);
    core.start();
    core.worker().resize(slots);
    return new EmbeddedCore(registry, storage, room, core);
  }

  TaskQueue queue() {
    return core.queue();
  }

  WorkerCore core() {
    return core;
  }

  void resize(int slots) {
    core.worker().resize(slots);
  }

  /** Submits tasks in batches. */
  void submit(Supplier<TaskRequest> requests, int count) {
    for (int left = count; left > 0; left -= BATCH) {
      queue().submit(Stream.generate(requests).limit(Math.min(left, BATCH)).toList(), Optional.empty());
    }
  }

  /** Submits tasks behind a closed gate, opens it, and says how many per second were completed, durably. */
  double perSecond(Supplier<TaskRequest> requests, int count) throws InterruptedException {
    queue().pause(GateScope.ALL, BENCH);
    submit(requests, count);
    var left = new CountDownLatch(count);
    // The filter sees every event after its commit; nothing is handed on.
    try (Subscription _ = core.events().subscribe(event -> {
      if (event.type().equals(EventTypes.TASK_COMPLETED)) {
        left.countDown();
      }
      return false;
    }, event -> {
    })) {
      long before = System.nanoTime();
      queue().unpause(GateScope.ALL, BENCH);
      if (!left.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw new IllegalStateException(left.getCount() + " tasks were not completed");
      }
      return count * 1e9 / (System.nanoTime() - before);
    }
  }

  OrchestrationQueue orchestrations() {
    return core.orchestrations();
  }

  /** Submits an orchestration and says how many milliseconds went by until it had completed. */
  double untilCompleted(OrchestrationRequest request) throws InterruptedException {
    long before = System.nanoTime();
    return until(EventTypes.ORCHESTRATION_COMPLETED, 1, request).getLast() - before / 1e6;
  }

  /** Submits an orchestration and says how many milliseconds went by from the first start to the release of all others. */
  double fromStartToRelease(OrchestrationRequest request, int others) throws InterruptedException {
    List<Double> moments = until(EventTypes.TASK_READY, others, request);
    return moments.getLast() - moments.getFirst();
  }

  /** The moments, in milliseconds, of the first start and of the last of some events. */
  private List<Double> until(String type, int count, OrchestrationRequest request) throws InterruptedException {
    var left = new CountDownLatch(count);
    var ended = new CountDownLatch(1);
    var started = new AtomicLong();
    try (Subscription _ = core.events().subscribe(event -> {
      if (event.type().equals(EventTypes.TASK_STARTED)) {
        started.compareAndSet(0, System.nanoTime());
      }
      if (event.type().equals(type)) {
        left.countDown();
      }
      if (event.type().equals(EventTypes.ORCHESTRATION_COMPLETED)) {
        ended.countDown();
      }
      return false;
    }, event -> {
    })) {
      orchestrations().submit(request, Optional.empty());
      boolean came = left.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      double last = System.nanoTime() / 1e6;
      if (!came || !ended.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw new IllegalStateException(left.getCount() + " events did not come, or the orchestration did not end");
      }
      return List.of(started.get() / 1e6, last);
    }
  }

  @Override
  public void close() {
    core.stop(StopMode.FORCE, Duration.ofSeconds(10));
    room.close();
    storage.close();
    registry.close();
  }
}
