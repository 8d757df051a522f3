package dev.claudeworker;

import dev.claudeworker.config.ConfigurationDocument;
import dev.claudeworker.config.ConfigurationLoader;
import dev.claudeworker.dag.GraphLimits;
import dev.claudeworker.family.Families;
import dev.claudeworker.family.FamilyLimits;
import dev.claudeworker.health.DatabaseCheck;
import dev.claudeworker.health.DiskCheck;
import dev.claudeworker.health.ExecutorCheck;
import dev.claudeworker.health.MemoryCheck;
import dev.claudeworker.health.PluginCheck;
import dev.claudeworker.http.EventLoops;
import dev.claudeworker.http.HttpListener;
import dev.claudeworker.http.HttpSettings;
import dev.claudeworker.http.Monitoring;
import dev.claudeworker.http.OrchestrationDefaults;
import dev.claudeworker.http.PluginAccess;
import dev.claudeworker.http.RestInterface;
import dev.claudeworker.http.RouteTable;
import dev.claudeworker.http.ServerControl;
import dev.claudeworker.http.ServerFacts;
import dev.claudeworker.http.TaskAudience;
import dev.claudeworker.http.TaskDefaults;
import dev.claudeworker.http.ToolInterface;
import dev.claudeworker.json.JacksonJsonCodec;
import dev.claudeworker.mcp.McpParts;
import dev.claudeworker.mcp.ToolCatalog;
import dev.claudeworker.mcp.ToolSettings;
import dev.claudeworker.mcp.WorkSettings;
import dev.claudeworker.metrics.Metrics;
import dev.claudeworker.metrics.MetricsSettings;
import dev.claudeworker.metrics.MetricsSources;
import dev.claudeworker.notify.NotificationDispatcher;
import dev.claudeworker.notify.NotifySettings;
import dev.claudeworker.notify.Subjects;
import dev.claudeworker.plugins.ConfigReader;
import dev.claudeworker.plugins.PluginRegistry;
import dev.claudeworker.plugins.PluginSettings;
import dev.claudeworker.queue.TaskView;
import dev.claudeworker.security.AccessToken;
import dev.claudeworker.security.AuthMode;
import dev.claudeworker.security.Caller;
import dev.claudeworker.security.HostNames;
import dev.claudeworker.security.OwnSockets;
import dev.claudeworker.security.RequestGuard;
import dev.claudeworker.security.Signer;
import dev.claudeworker.security.TaskTokens;
import dev.claudeworker.spi.JsonCodec;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.storage.LeaseHolder;
import dev.claudeworker.spi.task.RetryRules;
import dev.claudeworker.spi.testkit.memory.InMemoryStorage;
import dev.claudeworker.worker.CoreParts;
import dev.claudeworker.worker.CoreSettings;
import dev.claudeworker.worker.StopMode;
import dev.claudeworker.worker.WorkerCore;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** The whole interface over a real core and the reference storage, on a free loopback port. */
final class RestFixture implements ServerControl {

  static final String TOKEN = "the-token-of-this-test";
  static final String ALLOWED_ORIGIN = "http://page.example:3000";
  static final int MAX_PROMPT = 5_000;
  static final int MAX_BODY = 20_000;
  static final int MAX_HEADER = 8_192;
  static final int MAX_CONNECTIONS = 20;
  static final int MAX_STREAMS = 3;
  static final int MAX_TOOL_RESULT = 10_000;
  static final int MAX_CALLS = 200;
  static final int MAX_SESSIONS = 2;
  static final int MAX_RESUMABLE = 2;
  static final int MAX_FOLLOWED = 3;
  static final Duration KEEP_ALIVE = Duration.ofMillis(200);
  static final Duration ANSWER_WITHIN = Duration.ofMinutes(1);
  static final TaskTokens TASK_TOKENS = new TaskTokens("the-key-of-this-test");
  static final FamilyLimits FAMILY = new FamilyLimits(true, 4, 2);

  final ObedientExecutor executor = new ObedientExecutor();
  final AtomicReference<StopOrder> stopOrder = new AtomicReference<>();
  final RecordingNotifier notifier = new RecordingNotifier();
  final InMemoryStorage storage = new InMemoryStorage(InstantSource.system());
  final WorkerCore core;
  final ToolCatalog tools;
  final RouteTable routes;
  final ToolInterface agents;
  final int port;
  private final PluginRegistry registry;
  private final Path home;
  private Metrics metrics;
  private final Vertx vertx = EventLoops.start();
  private final HttpListener http;
  private final NotificationDispatcher dispatcher;

  RestFixture(Path home) throws Exception {
    this(home, AuthMode.LOCAL, OwnSockets.ofThisMachine());
  }

  RestFixture(Path home, AuthMode mode, OwnSockets sockets) throws Exception {
    this(home, mode, sockets, MAX_STREAMS);
  }

  RestFixture(Path home, AuthMode mode, OwnSockets sockets, int maxStreams) throws Exception {
    this.home = home;
    var json = new JacksonJsonCodec();
    var executors = new PluginExecutors(
        List.of(new PluginExecutors.Configured(ObedientExecutor.NAME, () -> executor, ObedientExecutor.OPTIONS)),
        new ConfigReader(home, home));
    core = new WorkerCore(CoreSettings.DEFAULT, new CoreParts(
        storage, executors, new NoChildren(), InstantSource.system(),
        new SecureRandom(),
        home, new LeaseHolder("server-of-test", UUID.randomUUID()), Map.of()));
    dispatcher = new NotificationDispatcher(
        NotifySettings.DEFAULT, core.events(),
        new Subjects(id -> core.queue().find(id).map(TaskView::task), core.orchestrations()::find),
        InstantSource.system());
    var notifiers = PluginNotifiers.start(RecordingNotifier.configured(notifier), dispatcher);
    core.start();
    var defaults = new TaskDefaults(ObedientExecutor.NAME, "sonnet", Optional.of(home), Optional.empty(),
        RetryRules.DEFAULT.withAttempts(1), "none", MAX_PROMPT, 2);
    var orchestrations = new OrchestrationDefaults(new GraphLimits(10, 5), Duration.ZERO, 3);
    var facts = new ServerFacts("1.2.3", "server-of-test", UUID.randomUUID(), 1, Instant.EPOCH, home);
    registry = PluginRegistry.open(PluginSettings.installed(home, List.of()));
    var plugins = new PluginAccess(registry::plugins, _ -> List.of(), registry.orders());
    tools = new ToolCatalog(json, List.of("*"));
    agents = toolInterface(json);
    routes =
        new RestInterface(core.queue(), core.orchestrations(), core.worker(), core.events(), core.directories(),
            plugins, executors, notifiers, defaults, orchestrations,
            facts, this, Duration.ofSeconds(5), KEEP_ALIVE, core.fleet(), TOKEN, agents,
            new Families(core.queue(), FAMILY),
            monitoring(executors),
            UUID::randomUUID)
            .routes();
    var settings = new HttpSettings(MAX_BODY, Duration.ofSeconds(30), Duration.ofSeconds(1), Duration.ofSeconds(1),
        MAX_HEADER, MAX_CONNECTIONS, 16_384, maxStreams, Duration.ofMillis(200),
        Duration.ofSeconds(2), Set.of(ALLOWED_ORIGIN));
    var guard = new RequestGuard(mode, new AccessToken(TOKEN), TASK_TOKENS,
        new HostNames(Set.of("localhost", "127.0.0.1")), Set.of(ALLOWED_ORIGIN), new Caller("me"));
    http = new HttpListener(vertx, routes, guard, sockets, settings, json, UUID::randomUUID);
    port = http.listen("127.0.0.1", 0);
  }

  private ToolInterface toolInterface(JsonCodec json) {
    var settings = new ToolSettings(List.of("*"), Duration.ofSeconds(30), MAX_TOOL_RESULT, MAX_CALLS, MAX_SESSIONS,
        Duration.ofMinutes(1), MAX_RESUMABLE,
        new WorkSettings(true, Duration.ofMillis(50), MAX_FOLLOWED, ANSWER_WITHIN));
    McpParts protocol = McpParts.of(
        tools, settings, new Signer("key-of-this-test"), json, InstantSource.system(), UUID::randomUUID, "1.2.3");
    return new ToolInterface(tools, protocol, new TaskAudience(List.of("*_for_tasks"), FAMILY), KEEP_ALIVE);
  }

  private Monitoring monitoring(PluginExecutors executors) throws Exception {
    metrics = new Metrics(new MetricsSources(core.queue(), core.worker(), core.events(),
        CoreSettings.DEFAULT.queue().order(), InstantSource.system()),
        new MetricsSettings(2, 3));
    metrics.start();
    var configuration = ConfigurationLoader.load(Map.of("server.port", "0"),
        Map.of("CLAUDE_WORKER_ACCESS_TOKEN", TOKEN), home, home);
    return new Monitoring(metrics::scrape, List.of(
        new DatabaseCheck(core.queue(), core.worker()), new DiskCheck(home, 0), new MemoryCheck(),
        new PluginCheck(List::of), new ExecutorCheck(executors, ObedientExecutor.NAME)), Duration.ofSeconds(5),
        () -> ConfigurationDocument.of(configuration));
  }

  RestClient client() {
    JsonObject document;
    try (var plain = new RestClient(port)) {
      document = plain.get("/openapi.json").json();
    }
    return new RestClient(port, Optional.of(new OpenApiCheck(document)));
  }

  @Override
  public Optional<String> trouble() {
    return Optional.ofNullable(stopOrder.get()).map(_ -> "the server is stopping");
  }

  @Override
  public void requestStop(StopMode mode, Duration atMost) {
    stopOrder.set(new StopOrder(mode, atMost));
  }

  /** Stops the listener alone, as the first thing a server stops. */
  void stopHttp() {
    try {
      http.stop();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  void close() throws Exception {
    http.stop();
    tools.close();
    metrics.close();
    core.stop(StopMode.FORCE, Duration.ofSeconds(5));
    dispatcher.close();
    registry.stop();
    vertx.close().toCompletionStage().toCompletableFuture().get(5, TimeUnit.SECONDS);
  }
}
