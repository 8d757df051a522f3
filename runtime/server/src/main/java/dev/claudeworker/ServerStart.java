package dev.claudeworker;

import dev.claudeworker.config.Configuration;
import dev.claudeworker.config.ConfigurationException;
import dev.claudeworker.family.Families;
import dev.claudeworker.family.FamilyLimits;
import dev.claudeworker.home.ServerFiles;
import dev.claudeworker.http.EventLoops;
import dev.claudeworker.http.HttpListener;
import dev.claudeworker.http.InProcessMcp;
import dev.claudeworker.http.Monitoring;
import dev.claudeworker.http.PluginAccess;
import dev.claudeworker.http.RestInterface;
import dev.claudeworker.http.RouteTable;
import dev.claudeworker.http.ServerFacts;
import dev.claudeworker.http.ToolInterface;
import dev.claudeworker.json.JacksonJsonCodec;
import dev.claudeworker.mcp.McpParts;
import dev.claudeworker.mcp.ToolCatalog;
import dev.claudeworker.mcp.ToolSettings;
import dev.claudeworker.metrics.Metrics;
import dev.claudeworker.plugins.ConfigReader;
import dev.claudeworker.plugins.PluginRegistry;
import dev.claudeworker.queue.TimeOrderedIds;
import dev.claudeworker.security.Caller;
import dev.claudeworker.security.Signer;
import dev.claudeworker.security.TaskTokens;
import dev.claudeworker.spi.JsonCodec;
import dev.claudeworker.spi.WorkerException;
import dev.claudeworker.spi.storage.Storage;
import dev.claudeworker.spi.storage.StorageErrors;
import dev.claudeworker.worker.WorkerCore;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The start of a server: everything wired by hand, opened in one order, to be closed in the other. */
final class ServerStart {

  private static final Logger log = LoggerFactory.getLogger(ServerStart.class);

  private final StartOrder order;
  private final Configuration configuration;
  private final Server server;
  private final OpenParts open;
  private final InstantSource clock = InstantSource.system();
  private final SecureRandom random = new SecureRandom();
  private final JsonCodec json = new JacksonJsonCodec();
  private final StartPhases phases;

  /**
   * Prepares it.
   *
   * @param order what the server is started from
   * @param server that is started
   * @param open takes what is to be closed
   */
  ServerStart(StartOrder order, Server server, OpenParts open) {
    this.order = order;
    this.configuration = order.configuration();
    this.server = server;
    this.open = open;
    this.phases = new StartPhases(clock, order.processStarted());
  }

  /**
   * Opens everything; when this returns the server answers requests.
   *
   * @param agents takes the way in for agents in this process, before the storage is open: what needs it waits
   */
  void run(Consumer<InProcessMcp> agents) throws Exception {
    AccessSecrets secrets = AccessSecrets.of(order, random);
    var taskTokens = new TaskTokens(secrets.signingKey());
    FamilyLimits family = ServerSettings.family(configuration);
    var taskEndpoint = new TaskEndpoint(taskTokens, family.allowed());
    var files = new ServerFiles(order.home(), json);
    ServerFacts facts = facts(files);
    phases.done("process and configuration");
    // What mostly loads classes goes on at once, and shares the time.
    Optional<Opening<Vertx>> eventLoops = order.listens() ? Optional.of(beginEventLoops()) : Optional.empty();

    PluginRegistry registry = PluginRegistry.open(ServerSettings.plugins(order));
    open.add("plugins", registry);
    phases.done("plugins");
    var plugins =
        new PluginParts(registry, configuration, this::context, new ConfigReader(order.userHome(), order.userHome()));
    Opening<Storage> opening = Opening.begin("storage-start", plugins::openStorage, Storage::close);
    open.add("storage", opening::close);
    ToolInterface tools = startTools(plugins, facts, secrets);
    agents.accept(agentEndpoint(tools));
    phases.done("tools");
    Storage storage = opening.await();
    refuseUnfinishedImport(storage);
    phases.done("storage");
    PluginExecutors executors = plugins.executors();
    open.add("executors", executors);
    var coreStart = new CoreStart(order, facts, clock, json, open);
    WorkerCore core = coreStart.make(storage, executors, taskEndpoint, random);
    PluginNotifiers notifiers = coreStart.startNotifiers(plugins, core);
    server.runs(core);
    coreStart.start(core, storage);
    phases.done("core");

    Metrics metrics = ServerMonitoring.metrics(core, configuration, clock);
    metrics.start();
    open.add("metrics", metrics);
    Monitoring monitoring =
        ServerMonitoring.of(core, metrics, registry, executors, configuration, order.home().path());
    var rest =
        new RestInterface(core.queue(), core.orchestrations(), core.worker(), core.events(), core.directories(),
            new PluginAccess(registry::plugins, plugins::keys, registry.orders()), executors, notifiers,
            ServerSettings.tasks(configuration), ServerSettings.orchestrations(configuration), facts, server,
            ServerSettings.stopTimeout(configuration),
            ServerSettings.streamKeepAlive(configuration), core.fleet(), secrets.token(), tools,
            new Families(core.queue(), family), monitoring,
            new TimeOrderedIds(clock, new SecureRandom()));
    RouteTable routes = rest.routes();
    phases.done("routes");
    if (eventLoops.isPresent()) {
      var httpStart = new HttpStart(order, files, secrets, taskTokens, open);
      HttpListener http = httpStart.listener(eventLoops.get().await(), routes, json);
      phases.done("event loops");
      int port = httpStart.listen(http);
      taskEndpoint.listening(configuration.section("server").text("host"), port);
      phases.done("port");
      httpStart.publish(facts, port, clock.instant());
      core.fleet().reachedAt(ServerSettings.advertised(configuration, port));
    } else {
      taskEndpoint.notListening();
    }
    log.debug("the start took: {}", phases);
    open.add("plugin watcher", registry.watch());
  }

  private Opening<Vertx> beginEventLoops() {
    var opening = Opening.begin("event-loop-start", EventLoops::start,
        vertx -> vertx.close().toCompletionStage().toCompletableFuture().get());
    open.add("event loops", opening::close);
    return opening;
  }

  private InProcessMcp agentEndpoint(ToolInterface tools) {
    InProcessMcp endpoint = tools.inProcess(json, Caller.ofThisProcess(), UUID::randomUUID);
    open.add("agent", endpoint::close);
    return endpoint;
  }

  /** Half of a store would be worked on as if it were all. */
  private static void refuseUnfinishedImport(Storage storage) {
    storage.transfer().unfinished().ifPresent(begun -> {
      throw new WorkerException(StorageErrors.IMPORT_UNFINISHED,
          "an import into this server's storage was begun and not finished (" + begun.records() + " records are there)",
          "Run the same 'claude-worker import' or 'claude-worker storage migrate' again: it goes on where it stopped.");
    });
  }

  private ServerFacts facts(ServerFiles files) throws IOException {
    return new ServerFacts(ProgramVersion.current(), files.serverId(UUID::randomUUID), UUID.randomUUID(),
        ProcessHandle.current().pid(), clock.instant(), order.home().path());
  }

  private ServerPluginContext context(String plugin) {
    return new ServerPluginContext(plugin, order.home().path(), clock, json, order.environment());
  }

  private ToolInterface startTools(PluginParts plugins, ServerFacts facts, AccessSecrets secrets)
      throws ConfigurationException {
    ToolSettings settings = ServerSettings.tools(configuration);
    var catalog = new ToolCatalog(json, settings.offer());
    open.add("tools", catalog);
    plugins.tools(catalog);
    McpParts protocol =
        McpParts.of(catalog, settings, new Signer(secrets.signingKey()), json, clock, UUID::randomUUID,
            facts.version());
    open.add("sessions of agents", protocol.sessions()::close);
    return new ToolInterface(catalog, protocol, ServerSettings.taskAudience(configuration),
        ServerSettings.streamKeepAlive(configuration));
  }
}
