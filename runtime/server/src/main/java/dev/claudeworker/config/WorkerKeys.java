package dev.claudeworker.config;

import static dev.claudeworker.spi.ConfigKey.withDefault;
import static dev.claudeworker.spi.ConfigType.DECIMAL;
import static dev.claudeworker.spi.ConfigType.DURATION;
import static dev.claudeworker.spi.ConfigType.INTEGER;
import static dev.claudeworker.spi.ConfigType.SIZE;

import dev.claudeworker.event.EventSettings;
import dev.claudeworker.fleet.FleetSettings;
import dev.claudeworker.lease.LeaseSettings;
import dev.claudeworker.queue.QueueSettings;
import dev.claudeworker.resource.ResourceSettings;
import dev.claudeworker.retry.CircuitRules;
import dev.claudeworker.retry.SuspensionRules;
import dev.claudeworker.spi.ConfigKey;
import dev.claudeworker.worker.WorkerSettings;
import java.util.List;

/** Keys of the sections {@code worker}, {@code resources}, {@code queue}, {@code lease}, {@code circuit}, {@code suspension}, {@code event}. */
final class WorkerKeys {

  private static final long SECOND = 1_000;
  private static final long HOUR = 3_600_000;
  private static final long DAY = 24 * HOUR;
  private static final long TIB = 1L << 40;

  private static final WorkerSettings WORKER = WorkerSettings.DEFAULT;
  private static final ResourceSettings RESOURCES = ResourceSettings.DEFAULT;
  private static final QueueSettings QUEUE = QueueSettings.DEFAULT;
  private static final LeaseSettings LEASE = LeaseSettings.DEFAULT;
  private static final CircuitRules CIRCUIT = CircuitRules.DEFAULT;
  private static final SuspensionRules SUSPENSION = SuspensionRules.DEFAULT;
  private static final FleetSettings FLEET = FleetSettings.DEFAULT;
  private static final EventSettings EVENT = EventSettings.DEFAULT;

  static final List<Key> KEYS = List.of(
      Key.of("worker", withDefault("max_workers", INTEGER, DefaultText.of(WORKER.slots()),
          "So many tasks run at once; auto = as many as memory and processors allow, from what tasks were seen to use.")
          .between(0, WorkerSettings.MAX_SLOTS)
          .oneOf("auto"))
          .variable("CLAUDE_WORKER_MAX_WORKERS")
          .flag("--workers"),
      Key.of("worker", withDefault("poll_interval", DURATION, DefaultText.of(WORKER.pollEvery()),
          "How often the worker looks for due tasks although no signal woke it; six times less often on H2, where nobody else"
              + " writes.")
          .between(100, HOUR)),
      Key.of("worker", withDefault("resume_grace", DURATION, DefaultText.of(FLEET.resumeGrace()),
          "With several servers: for so long a task that continues a session is left to the server that has it, if that is"
              + " alive.")
          .between(0, DAY)),
      Key.of("worker", withDefault("yield", DURATION, DefaultText.of(FLEET.yieldFor()),
          "With several servers: for so long a server with fewer free slots leaves new tasks to the one with the most.")
          .between(0, HOUR)),
      resources(withDefault("check_interval", DURATION, DefaultText.of(RESOURCES.checkEvery()),
          "How often memory, disk and processors are looked at; five times less often while no task runs.")
          .between(100, HOUR)),
      resources(withDefault("min_free_memory", SIZE, DefaultText.of(RESOURCES.minFreeMemoryBytes()),
          "No new task is started while less memory is available (Linux); 0 = never mind.").between(0, TIB)),
      resources(withDefault("min_free_disk", SIZE, DefaultText.of(RESOURCES.minFreeDiskBytes()),
          "No new task is started while less is free on the disk of the home; 0 = never mind.").between(0, TIB)),
      resources(withDefault("reopen_factor", DECIMAL, DefaultText.of(RESOURCES.reopenFactor()),
          "Tasks are started again when so many times the least is free.").between(1, 10)),
      resources(withDefault("memory_reserve", SIZE, DefaultText.of(RESOURCES.memoryReserveBytes()),
          "With auto workers: so much memory is left to others.").between(0, TIB)),
      resources(withDefault("task_memory", SIZE, DefaultText.of(RESOURCES.taskMemoryBytes()),
          "With auto workers: a task is taken to need so much memory until some were seen.").between(1 << 20, TIB)),
      resources(withDefault("max_auto_workers", INTEGER, DefaultText.of(RESOURCES.maxAutoSlots()),
          "With auto workers: never more than this.").between(1, WorkerSettings.MAX_SLOTS)),
      queue(withDefault("priority_step", DURATION, DefaultText.of(QUEUE.priorityStep()),
          "One point of priority counts as having been due so much earlier.").between(0, 30 * DAY)),
      queue(withDefault("fair_share_step", DURATION, DefaultText.of(QUEUE.fairShareStep()),
          "A task counts as having been due so much later for every task of its orchestration that is pending before it.")
          .between(0, DAY)),
      queue(withDefault("max_group", INTEGER, DefaultText.of(QUEUE.maxGroup()),
          "Most changes in one transaction.").between(1, 10_000)),
      queue(withDefault("max_backlog", INTEGER, DefaultText.of(QUEUE.maxBacklog()),
          "Most changes that wait for the storage; more are refused.").between(1, 1_000_000)),
      queue(withDefault("max_submission", INTEGER, DefaultText.of(QUEUE.maxSubmission()),
          "Most tasks submitted at once.").between(1, 100_000)),
      queue(withDefault("retry_delay", DURATION, DefaultText.of(QUEUE.retryDelay()),
          "First wait after the storage failed; doubles.").between(1, HOUR)),
      queue(withDefault("max_retry_delay", DURATION, DefaultText.of(QUEUE.maxRetryDelay()),
          "Longest such wait.").between(1, HOUR)),
      Key.of("lease", withDefault("duration", DURATION, DefaultText.of(LEASE.duration()),
          "How long a lease holds; renewed at a third of it.").between(SECOND, DAY)),
      Key.of("lease", withDefault("margin", DURATION, DefaultText.of(LEASE.margin()),
          "How long after its end a lease is taken over at the earliest.").between(0, DAY)),
      circuit(withDefault("failures", INTEGER, DefaultText.of(CIRCUIT.failures()),
          "So many external failures in a row stop an executor and account for a while.").between(1, 1_000)),
      circuit(withDefault("open_for", DURATION, DefaultText.of(CIRCUIT.openFor()),
          "For how long nothing is tried then.").between(1, DAY)),
      circuit(withDefault("successes", INTEGER, DefaultText.of(CIRCUIT.successes()),
          "So many successes in a row end it.").between(1, 1_000)),
      suspension(withDefault("first", DURATION, DefaultText.of(SUSPENSION.first()),
          "First wait at a limit whose end is not known.").between(1, DAY)),
      suspension(withDefault("factor", DECIMAL, DefaultText.of(SUSPENSION.factor()),
          "Each further wait in a row is longer by this factor.").between(1, 100)),
      suspension(withDefault("longest", DURATION, DefaultText.of(SUSPENSION.longest()),
          "No such wait is longer.").between(1, 30 * DAY)),
      suspension(withDefault("least", DURATION, DefaultText.of(SUSPENSION.least()),
          "No wait is shorter, also when its end is known.").between(1, DAY)),
      event(withDefault("subscriber_queue", INTEGER, DefaultText.of(EVENT.subscriberQueue()),
          "Most events that wait for one reader of live events; a slower one is dropped.").between(1, 1_000_000)),
      event(withDefault("max_subscribers", INTEGER, DefaultText.of(EVENT.maxSubscribers()),
          "Most readers of live events at once.").between(1, 100_000)),
      event(withDefault("max_catch_up", INTEGER, DefaultText.of(EVENT.maxCatchUp()),
          "Most events read from the log again for live readers when some were missed.").between(1, 1_000_000)));

  private WorkerKeys() {}

  private static Key resources(ConfigKey key) {
    return Key.of("resources", key);
  }

  private static Key queue(ConfigKey key) {
    return Key.of("queue", key);
  }

  private static Key circuit(ConfigKey key) {
    return Key.of("circuit", key);
  }

  private static Key suspension(ConfigKey key) {
    return Key.of("suspension", key);
  }

  private static Key event(ConfigKey key) {
    return Key.of("event", key);
  }
}
