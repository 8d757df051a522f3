package dev.claudeworker;

import dev.claudeworker.config.Configuration;
import dev.claudeworker.config.ConfigurationException;
import dev.claudeworker.config.CoreConfiguration;
import dev.claudeworker.config.Section;
import dev.claudeworker.home.ServerFiles;
import dev.claudeworker.home.ServerRecord;
import dev.claudeworker.home.TokenFile;
import dev.claudeworker.http.EventLoops;
import dev.claudeworker.http.HttpListener;
import dev.claudeworker.http.Monitoring;
import dev.claudeworker.http.PluginAccess;
import dev.claudeworker.http.RestInterface;
import dev.claudeworker.http.ServerControl;
import dev.claudeworker.http.ServerFacts;
import dev.claudeworker.http.ToolInterface;
import dev.claudeworker.json.JacksonJsonCodec;
import dev.claudeworker.mcp.McpMethods;
import dev.claudeworker.mcp.McpSessions;
import dev.claudeworker.mcp.ToolCatalog;
import dev.claudeworker.mcp.ToolRunner;
import dev.claudeworker.mcp.ToolSettings;
import dev.claudeworker.metrics.Metrics;
import dev.claudeworker.notify.NotificationDispatcher;
import dev.claudeworker.notify.Subjects;
import dev.claudeworker.plugins.ConfigReader;
import dev.claudeworker.plugins.PluginRegistry;
import dev.claudeworker.process.DurableProcessRoom;
import dev.claudeworker.queue.TaskView;
import dev.claudeworker.queue.TimeOrderedIds;
import dev.claudeworker.retention.Retention;
import dev.claudeworker.security.AccessToken;
import dev.claudeworker.security.AuthMode;
import dev.claudeworker.security.Caller;
import dev.claudeworker.security.HostNames;
import dev.claudeworker.security.OwnSockets;
import dev.claudeworker.security.RequestGuard;
import dev.claudeworker.spi.JsonCodec;
import dev.claudeworker.spi.storage.LeaseHolder;
import dev.claudeworker.spi.storage.Storage;
import dev.claudeworker.tasklog.TaskLogSettings;
import dev.claudeworker.tasklog.TaskLogStory;
import dev.claudeworker.tasklog.TaskLogs;
import dev.claudeworker.worker.CoreParts;
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

  /** Starts a server; when this returns it answers requests. */
  static Server start(StartOrder order) throws Exception {
    var server = new Server(order);
    try {
      server.open();
    } catch (Exception failed) {
      server.open.close();
      throw failed;
    }
    return server;
  }

  private void open() throws Exception {
    // Loading the classes of Vert.x takes as long as opening the storage, so they share the time.
    phases.done("process and configuration");
    FutureTask<Vertx> eventLoops = startInBackground();
    open.add("event loops", () -> eventLoops.get().close().toCompletionStage().toCompletableFuture().get());
    var files = new ServerFiles(order.home(), json);
    var facts = facts(files);

    PluginRegistry registry = PluginRegistry.open(ServerSettings.plugins(order));
    open.add("plugins", registry);
    phases.done("plugins");
    var plugins =
        new PluginParts(registry, configuration, this::context, new ConfigReader(order.userHome(), order.userHome()));
    Storage storage = plugins.openStorage();
    open.add("storage", storage);
    phases.done("storage");
    PluginExecutors executors = plugins.executors();
    open.add("executors", executors);
    WorkerCore core = makeCore(storage, executors, facts);
    PluginNotifiers notifiers = startNotifiers(plugins, core);
    startCore(core, facts);
    startRetention(core, storage, facts);
    phases.done("core");

    Metrics metrics = ServerMonitoring.metrics(core, configuration, clock);
    metrics.start();
    open.add("metrics", metrics);
    Monitoring monitoring =
        ServerMonitoring.of(core, metrics, registry, executors, configuration, order.home().path());
    ToolInterface tools = startTools(plugins, facts);
    var rest =
        new RestInterface(core.queue(), core.orchestrations(), core.worker(), core.events(), core.directories(),
            new PluginAccess(registry::plugins, plugins::keys, registry.orders()), executors, notifiers,
            ServerSettings.tasks(configuration), ServerSettings.orchestrations(configuration), facts, this,
            stopTimeout(),
            configuration.section("server").duration("stream_keep_alive"), tools, monitoring,
            new TimeOrderedIds(clock, new SecureRandom()));
    var http = new HttpListener(eventLoops.get(), rest.routes(), guard(), OwnSockets.ofThisMachine(),
        ServerSettings.http(configuration), json, UUID::randomUUID);
    open.add("http", http::stop);
    phases.done("event loops and routes");
    int port = listen(http, files);
    phases.done("port");
    publish(files, facts, port);
    open.add("plugin watcher", registry.watch());
  }

  private static FutureTask<Vertx> startInBackground() {
    var task = new FutureTask<>(EventLoops::start);
    Thread.ofPlatform().name("event-loop-start").daemon().start(task);
    return task;
  }

  private ServerFacts facts(ServerFiles files) throws IOException {
    return new ServerFacts(ProgramVersion.current(), files.serverId(UUID::randomUUID), UUID.randomUUID(),
        ProcessHandle.current().pid(), clock.instant(), order.home().path());
  }

  private ServerPluginContext context(String plugin) {
    return new ServerPluginContext(plugin, order.home().path(), clock, json, order.environment());
  }

  private WorkerCore makeCore(Storage storage, PluginExecutors executors, ServerFacts facts) throws IOException {
    var room = DurableProcessRoom.open(CoreConfiguration.process(configuration), order.home().path());
    open.add("process room", room);
    var holder = new LeaseHolder(facts.serverId(), facts.incarnation());
    var parts = new CoreParts(
        storage, executors, room, clock, random, order.home().path(), holder, order.environment());
    return new WorkerCore(CoreConfiguration.of(configuration), parts);
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

  private ToolInterface startTools(PluginParts plugins, ServerFacts facts) throws ConfigurationException {
    ToolSettings settings = ServerSettings.tools(configuration);
    var catalog = new ToolCatalog(json, settings.expose());
    open.add("tools", catalog);
    plugins.tools(catalog);
    var runner = new ToolRunner(settings, json, clock);
    var sessions = new McpSessions(settings, clock, UUID::randomUUID);
    return new ToolInterface(
        catalog, runner, new McpMethods(catalog, runner, sessions, facts.version()), sessions, settings.keepAlive());
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

  private RequestGuard guard() throws IOException {
    String token = new TokenFile(order.home()).readOrMake(random);
    Section security = configuration.section("security");
    Optional<String> ownToken = security.optionalText("access_token").filter(text -> !text.isEmpty());
    boolean everyone = ownToken.isPresent() || security.text("auth").equals("token")
        || !ServerSettings.isLoopback(configuration.section("server").text("host"));
    return new RequestGuard(everyone ? AuthMode.TOKEN : AuthMode.LOCAL, new AccessToken(ownToken.orElse(token)),
        new HostNames(ServerSettings.hostNames(configuration)),
        ServerSettings.allowedOrigins(configuration),
        new Caller(System.getProperty("user.name", "user")));
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
    log.debug("the start took: {}", phases);
    long millis = Duration.between(order.processStarted(), clock.instant()).toMillis();
    log.info("claude-worker {} is ready at http://{}:{} (home {}), ready in {} ms",
        facts.version(), host.contains(":") ? "[" + host + "]" : host, port, order.home().path(), millis);
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
