package dev.claudeworker;

import dev.claudeworker.config.Configuration;
import dev.claudeworker.config.ConfigurationException;
import dev.claudeworker.config.CoreConfiguration;
import dev.claudeworker.config.Section;
import dev.claudeworker.family.Families;
import dev.claudeworker.family.FamilyLimits;
import dev.claudeworker.home.SecretFile;
import dev.claudeworker.home.ServerFiles;
import dev.claudeworker.home.ServerRecord;
import dev.claudeworker.http.EventLoops;
import dev.claudeworker.http.HttpListener;
import dev.claudeworker.http.InProcessMcp;
import dev.claudeworker.http.Monitoring;
import dev.claudeworker.http.PluginAccess;
import dev.claudeworker.http.RestInterface;
import dev.claudeworker.http.RouteTable;
import dev.claudeworker.http.ServerControl;
import dev.claudeworker.http.ServerFacts;
import dev.claudeworker.http.ToolInterface;
import dev.claudeworker.json.JacksonJsonCodec;
import dev.claudeworker.lease.LeaseSettings;
import dev.claudeworker.mcp.McpParts;
import dev.claudeworker.mcp.ToolCatalog;
import dev.claudeworker.mcp.ToolSettings;
import dev.claudeworker.metrics.Metrics;
import dev.claudeworker.notify.NotificationDispatcher;
import dev.claudeworker.notify.Subjects;
import dev.claudeworker.plugins.ConfigReader;
import dev.claudeworker.plugins.PluginRegistry;
import dev.claudeworker.process.ChildGuard;
import dev.claudeworker.process.DurableProcessRoom;
import dev.claudeworker.process.ShellGuard;
import dev.claudeworker.queue.TaskView;
import dev.claudeworker.queue.TimeOrderedIds;
import dev.claudeworker.retention.Retention;
import dev.claudeworker.security.AccessToken;
import dev.claudeworker.security.AuthMode;
import dev.claudeworker.security.Caller;
import dev.claudeworker.security.HostNames;
import dev.claudeworker.security.OwnSockets;
import dev.claudeworker.security.RequestGuard;
import dev.claudeworker.security.Signer;
import dev.claudeworker.security.TaskTokens;
import dev.claudeworker.spi.JsonCodec;
import dev.claudeworker.spi.WorkerException;
import dev.claudeworker.spi.storage.LeaseHolder;
import dev.claudeworker.spi.storage.Storage;
import dev.claudeworker.spi.storage.StorageCapability;
import dev.claudeworker.spi.storage.StorageErrors;
import dev.claudeworker.tasklog.TaskLogSettings;
import dev.claudeworker.tasklog.TaskLogStory;
import dev.claudeworker.tasklog.TaskLogs;
import dev.claudeworker.worker.CoreParts;
import dev.claudeworker.worker.CoreSettings;
import dev.claudeworker.worker.ElapsedClock;
import dev.claudeworker.worker.StopMode;
import dev.claudeworker.worker.WorkerCore;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running server: everything wired by hand, opened in one order and closed in the other. */
final class Server implements ServerControl {

  private static final Logger log = LoggerFactory.getLogger(Server.class);

  private final StartOrder order;
  private final Configuration configuration;
  private final InstantSource clock = InstantSource.system();
  private final SecureRandom random = new SecureRandom();
  private final JsonCodec json = new JacksonJsonCodec();
  private final OpenParts open = new OpenParts();
  private final CompletableFuture<StopOrder> stopOrder = new CompletableFuture<>();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final StartPhases phases;
  private final AtomicBoolean coreStopped = new AtomicBoolean();
  private volatile Optional<WorkerCore> running = Optional.empty();

  private Server(StartOrder order) {
    this.order = order;
    this.configuration = order.configuration();
    this.phases = new StartPhases(clock, order.processStarted());
  }

  /**
   * Starts a server; when this returns it answers requests.
   *
   * @param order what it is started from
   * @param agents takes the way in for agents in this process, before the storage is open: what needs it waits
   */
  static Server start(StartOrder order, Consumer<InProcessMcp> agents) throws Exception {
    var server = new Server(order);
    try {
      server.open(agents);
    } catch (Exception failed) {
      server.open.close();
      throw failed;
    }
    return server;
  }

  private void open(Consumer<InProcessMcp> agents) throws Exception {
    String signingKey = signingKey();
    var taskTokens = new TaskTokens(signingKey);
    FamilyLimits family = ServerSettings.family(configuration);
    var taskEndpoint = new TaskEndpoint(taskTokens, family.allowed());
    // Loading the classes of Vert.x takes as long as opening the storage, so they share the time.
    phases.done("process and configuration");
    Optional<FutureTask<Vertx>> eventLoops =
        order.listens() ? Optional.of(startEventLoopsInBackground()) : Optional.empty();
    var files = new ServerFiles(order.home(), json);
    var facts = facts(files);

    PluginRegistry registry = PluginRegistry.open(ServerSettings.plugins(order));
    open.add("plugins", registry);
    phases.done("plugins");
    var plugins =
        new PluginParts(registry, configuration, this::context, new ConfigReader(order.userHome(), order.userHome()));
    ToolInterface tools = startTools(plugins, facts, signingKey);
    agents.accept(agentEndpoint(tools));
    phases.done("tools");
    Storage storage = plugins.openStorage();
    open.add("storage", storage);
    refuseUnfinishedImport(storage);
    phases.done("storage");
    PluginExecutors executors = plugins.executors();
    open.add("executors", executors);
    WorkerCore core = makeCore(storage, executors, facts, taskEndpoint);
    PluginNotifiers notifiers = startNotifiers(plugins, core);
    startCore(core, facts);
    startRetention(core, storage, facts);
    phases.done("core");

    Metrics metrics = ServerMonitoring.metrics(core, configuration, clock);
    metrics.start();
    open.add("metrics", metrics);
    Monitoring monitoring =
        ServerMonitoring.of(core, metrics, registry, executors, configuration, order.home().path());
    var rest =
        new RestInterface(core.queue(), core.orchestrations(), core.worker(), core.events(), core.directories(),
            new PluginAccess(registry::plugins, plugins::keys, registry.orders()), executors, notifiers,
            ServerSettings.tasks(configuration), ServerSettings.orchestrations(configuration), facts, this,
            stopTimeout(),
            streamKeepAlive(), core.fleet(), token(), tools,
            new Families(core.queue(), family), monitoring,
            new TimeOrderedIds(clock, new SecureRandom()));
    RouteTable routes = rest.routes();
    if (eventLoops.isPresent()) {
      var http = new HttpListener(eventLoops.get().get(), routes, guard(taskTokens), OwnSockets.ofThisMachine(),
          ServerSettings.http(configuration), json, UUID::randomUUID);
      open.add("http", http::stop);
      phases.done("event loops and routes");
      int port = listen(http, files);
      taskEndpoint.listening(configuration.section("server").text("host"), port);
      phases.done("port");
      publish(files, facts, port);
      core.fleet().reachedAt(ServerSettings.advertised(configuration, port));
    } else {
      taskEndpoint.notListening();
    }
    log.debug("the start took: {}", phases);
    open.add("plugin watcher", registry.watch());
  }

  private FutureTask<Vertx> startEventLoopsInBackground() {
    var task = new FutureTask<>(EventLoops::start);
    Thread.ofPlatform().name("event-loop-start").daemon().start(task);
    open.add("event loops", () -> task.get().close().toCompletionStage().toCompletableFuture().get());
    return task;
  }

  /** Half of a store would be worked on as if it were all. */
  private static void refuseUnfinishedImport(Storage storage) {
    storage.transfer().unfinished().ifPresent(begun -> {
      throw new WorkerException(StorageErrors.IMPORT_UNFINISHED,
          "an import into this server's storage was begun and not finished (" + begun.records() + " records are there)",
          "Run the same 'claude-worker import' or 'claude-worker storage migrate' again: it goes on where it stopped.");
    });
  }

  private InProcessMcp agentEndpoint(ToolInterface tools) {
    InProcessMcp endpoint = tools.inProcess(json, ownUser(), UUID::randomUUID);
    open.add("agent", endpoint::close);
    return endpoint;
  }

  private static Caller ownUser() {
    return new Caller(System.getProperty("user.name", "user"));
  }

  private ServerFacts facts(ServerFiles files) throws IOException {
    return new ServerFacts(ProgramVersion.current(), files.serverId(UUID::randomUUID), UUID.randomUUID(),
        ProcessHandle.current().pid(), clock.instant(), order.home().path());
  }

  private ServerPluginContext context(String plugin) {
    return new ServerPluginContext(plugin, order.home().path(), clock, json, order.environment());
  }

  private WorkerCore makeCore(Storage storage, PluginExecutors executors, ServerFacts facts, TaskEndpoint taskEndpoint)
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
    if (!storage.info().capabilities().contains(StorageCapability.SHARED)) {
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

  /** Before the core starts, so that they hear of what it finds ended, and closed after it has stopped. */
  private PluginNotifiers startNotifiers(PluginParts plugins, WorkerCore core) throws ConfigurationException {
    var dispatcher = new NotificationDispatcher(CoreConfiguration.notify(configuration), core.events(),
        new Subjects(id -> core.queue().find(id).map(TaskView::task), core.orchestrations()::find), clock);
    open.add("notifiers", dispatcher);
    PluginNotifiers notifiers = PluginNotifiers.start(plugins.notifiers(), dispatcher);
    plugins.keepCurrent(notifiers);
    return notifiers;
  }

  private ToolInterface startTools(PluginParts plugins, ServerFacts facts, String signingKey)
      throws ConfigurationException {
    ToolSettings settings = ServerSettings.tools(configuration);
    var catalog = new ToolCatalog(json, settings.offer());
    open.add("tools", catalog);
    plugins.tools(catalog);
    McpParts protocol =
        McpParts.of(catalog, settings, new Signer(signingKey), json, clock, UUID::randomUUID, facts.version());
    open.add("sessions of agents", protocol.sessions()::close);
    return new ToolInterface(catalog, protocol, ServerSettings.taskAudience(configuration), streamKeepAlive());
  }

  /** Signs what clients and tasks hand back. */
  private String signingKey() throws IOException {
    Optional<String> shared =
        configuration.section("tools").optionalText("signing_key").filter(text -> !text.isEmpty());
    return shared.isPresent() ? shared.get() : SecretFile.signingKey(order.home()).readOrMake(random);
  }

  private void startCore(WorkerCore core, ServerFacts facts) {
    running = Optional.of(core);
    // Only when the start fails later on: a regular stop ends the core before anything is closed.
    open.add("core", () -> stopCore(new StopOrder(StopMode.LEAVE_RUNNING, Duration.ZERO)));
    Optional<TaskLogs> logs = taskLogs(core, facts);
    core.start();
    logs.ifPresent(this::start);
  }

  /** Made before the core starts, so that nothing it commits is missed. */
  private Optional<TaskLogs> taskLogs(WorkerCore core, ServerFacts facts) {
    ZoneId zone = ZoneId.systemDefault();
    TaskLogSettings settings =
        ServerSettings.taskLogs(configuration, order.home(), order.environment(), json, zone);
    return settings.enabled()
        ? Optional.of(new TaskLogs(core.queue(), core.events(), core.directories(), settings, new TaskLogStory(json),
            zone, facts.serverId()))
        : Optional.empty();
  }

  private void startRetention(WorkerCore core, Storage storage, ServerFacts facts) {
    var retention = new Retention(core.queue(), core.orchestrations(), storage.pruning(), core.directories(),
        ServerSettings.retention(configuration, order.home()), clock, facts.serverId());
    open.add("retention", retention::stop);
    retention.start();
  }

  private void start(TaskLogs logs) {
    logs.start();
    open.add("task logs", logs::stop);
  }

  /** The one of the configuration, else the one in the home. */
  private String token() throws IOException {
    String made = SecretFile.token(order.home()).readOrMake(random);
    return configuredToken().orElse(made);
  }

  private Optional<String> configuredToken() {
    return configuration.section("security").optionalText("access_token").filter(text -> !text.isEmpty());
  }

  private RequestGuard guard(TaskTokens taskTokens) throws IOException {
    Section security = configuration.section("security");
    boolean everyone = configuredToken().isPresent() || security.text("auth").equals("token")
        || !ServerSettings.isLoopback(configuration.section("server").text("host"));
    return new RequestGuard(everyone ? AuthMode.TOKEN : AuthMode.LOCAL, new AccessToken(token()), taskTokens,
        new HostNames(ServerSettings.hostNames(configuration)),
        ServerSettings.allowedOrigins(configuration),
        ownUser());
  }

  private int listen(HttpListener http, ServerFiles files) throws IOException, InterruptedException {
    String host = configuration.section("server").text("host");
    List<Integer> ports = ServerSettings.ports(configuration, files.lastPort());
    for (int port : ports.subList(0, ports.size() - 1)) {
      try {
        return http.listen(host, port);
      } catch (IOException taken) {
        log.info("{}; trying the next one", taken.getMessage());
      }
    }
    return http.listen(host, ports.getLast());
  }

  private void publish(ServerFiles files, ServerFacts facts, int port) throws IOException {
    String host = configuration.section("server").text("host");
    open.add("server.json", files::retract);
    files.publish(new ServerRecord(facts.pid(), host, port, facts.startedAt(), facts.incarnation(), facts.version()));
    long millis = Duration.between(order.processStarted(), clock.instant()).toMillis();
    log.info("claude-worker {} is ready at http://{}:{} (home {}), ready in {} ms",
        facts.version(), host.contains(":") ? "[" + host + "]" : host, port, order.home().path(), millis);
  }

  private Duration streamKeepAlive() {
    return configuration.section("server").duration("stream_keep_alive");
  }

  private Duration stopTimeout() {
    return configuration.section("server").duration("stop_timeout");
  }

  @Override
  public Optional<String> trouble() {
    return stopOrder.isDone()
        ? Optional.of("the server is stopping")
        : running.flatMap(core -> core.worker().status().trouble());
  }

  @Override
  public void requestStop(StopMode mode, Duration atMost) {
    if (stopOrder.complete(new StopOrder(mode, atMost))) {
      log.info("stopping ({})", mode.name().toLowerCase(Locale.ROOT));
    } else if (mode == StopMode.FORCE) {
      log.info("ending running tasks");
      Thread.ofVirtual()
          .name("force-stop")
          .start(
              () -> running.ifPresent(core -> core.stop(StopMode.FORCE, atMost)));
    }
  }

  /** Begins the stop that a signal asks for: running tasks go on. False if a stop was asked for before. */
  boolean requestStopBySignal() {
    boolean first = !stopOrder.isDone();
    requestStop(StopMode.LEAVE_RUNNING, stopTimeout());
    return first;
  }

  /** Begins the stop before a new start: running tasks go on. A stop that was asked for before wins. */
  void requestStartAgain() {
    stopOrder.complete(new StopOrder(StopMode.LEAVE_RUNNING, stopTimeout(), true));
  }

  /** Waits until a stop is asked for, then stops; the interface answers as long as tasks are waited for. */
  StopOrder awaitStop() throws InterruptedException {
    StopOrder asked;
    try {
      asked = stopOrder.get();
    } catch (ExecutionException impossible) {
      throw new IllegalStateException(impossible);
    }
    stopCore(asked);
    open.close();
    log.info("stopped");
    stopped.countDown();
    return asked;
  }

  private void stopCore(StopOrder how) {
    if (coreStopped.compareAndSet(false, true)) {
      running.ifPresent(core -> core.stop(how.mode(), how.atMost()));
    }
  }

  /** Waits until everything is stopped. */
  boolean awaitStopped(Duration atMost) throws InterruptedException {
    return stopped.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
  }
}
