package dev.claudeworker;

import dev.claudeworker.config.Configuration;
import dev.claudeworker.config.ConfigurationException;
import dev.claudeworker.config.CoreConfiguration;
import dev.claudeworker.http.ServerFacts;
import dev.claudeworker.lease.LeaseSettings;
import dev.claudeworker.notify.NotificationDispatcher;
import dev.claudeworker.notify.Subjects;
import dev.claudeworker.process.ChildGuard;
import dev.claudeworker.process.DurableProcessRoom;
import dev.claudeworker.process.ShellGuard;
import dev.claudeworker.queue.TaskView;
import dev.claudeworker.retention.Retention;
import dev.claudeworker.spi.JsonCodec;
import dev.claudeworker.spi.storage.LeaseHolder;
import dev.claudeworker.spi.storage.Storage;
import dev.claudeworker.tasklog.TaskLogSettings;
import dev.claudeworker.tasklog.TaskLogStory;
import dev.claudeworker.tasklog.TaskLogs;
import dev.claudeworker.worker.CoreParts;
import dev.claudeworker.worker.CoreSettings;
import dev.claudeworker.worker.ElapsedClock;
import dev.claudeworker.worker.WorkerCore;
import java.io.IOException;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the core, and starts it with what listens to it. */
final class CoreStart {

  private static final Logger log = LoggerFactory.getLogger(CoreStart.class);

  private final StartOrder order;
  private final Configuration configuration;
  private final ServerFacts facts;
  private final InstantSource clock;
  private final JsonCodec json;
  private final OpenParts open;

  /**
   * Prepares it.
   *
   * @param order what the server is started from
   * @param facts about the server
   * @param clock the time
   * @param json prints what task logs say
   * @param open takes what is to be closed
   */
  CoreStart(StartOrder order, ServerFacts facts, InstantSource clock, JsonCodec json, OpenParts open) {
    this.order = order;
    this.configuration = order.configuration();
    this.facts = facts;
    this.clock = clock;
    this.json = json;
    this.open = open;
  }

  /** Makes it; it does nothing yet. */
  WorkerCore make(Storage storage, PluginExecutors executors, TaskEndpoint taskEndpoint, RandomGenerator random)
      throws IOException {
    CoreSettings settings = CoreConfiguration.of(configuration);
    var room =
        DurableProcessRoom.open(
            CoreConfiguration.process(configuration), order.home().path(), guard(storage, settings.lease()));
    open.add("process room", room);
    var holder = new LeaseHolder(facts.serverId(), facts.incarnation());
    var parts = new CoreParts(
        storage, executors, room, clock, new ElapsedClock(clock, System::nanoTime), random, order.home().path(), holder,
        order.environment(), taskEndpoint);
    return new WorkerCore(settings.with(settings.fleet().ofVersion(facts.version())), parts);
  }

  /** Only where another server could take over what a child of this one still works on. */
  private ChildGuard guard(Storage storage, LeaseSettings lease) throws IOException {
    if (!storage.info().isShared()) {
      return ChildGuard.NONE;
    }
    if (!ShellGuard.available()) {
      log.warn(
          "This system has no /proc, so nothing ends running tasks here when this server is cut off from the database."
              + " They may then run twice: here and where they are taken over.");
      return ChildGuard.NONE;
    }
    return ShellGuard.open(order.home().path(), lease.duration(), lease.margin());
  }

  /** To be done before the core starts, so that they hear of what it finds ended; they are closed after it has stopped. */
  PluginNotifiers startNotifiers(PluginParts plugins, WorkerCore core) throws ConfigurationException {
    var dispatcher = new NotificationDispatcher(CoreConfiguration.notify(configuration), core.events(),
        new Subjects(id -> core.queue().find(id).map(TaskView::task), core.orchestrations()::find), clock);
    open.add("notifiers", dispatcher);
    PluginNotifiers notifiers = PluginNotifiers.start(plugins.notifiers(), dispatcher);
    plugins.keepCurrent(notifiers);
    return notifiers;
  }

  /** Starts it. */
  void start(WorkerCore core, Storage storage) {
    Optional<TaskLogs> logs = taskLogs(core);
    core.start();
    logs.ifPresent(this::start);
    startRetention(core, storage);
  }

  /** Made before the core starts, so that nothing it commits is missed. */
  private Optional<TaskLogs> taskLogs(WorkerCore core) {
    ZoneId zone = ZoneId.systemDefault();
    TaskLogSettings settings =
        ServerSettings.taskLogs(configuration, order.home(), order.environment(), json, zone);
    return settings.enabled()
        ? Optional.of(new TaskLogs(core.queue(), core.events(), core.directories(), settings, new TaskLogStory(json),
            zone, facts.serverId()))
        : Optional.empty();
  }

  private void startRetention(WorkerCore core, Storage storage) {
    var retention = new Retention(core.queue(), core.orchestrations(), storage.pruning(), core.directories(),
        ServerSettings.retention(configuration, order.home()), clock, facts.serverId());
    open.add("retention", retention::stop);
    retention.start();
  }

  private void start(TaskLogs logs) {
    logs.start();
    open.add("task logs", logs::stop);
  }
}
