package dev.claudeworker.http;

import dev.claudeworker.attempt.AttemptDirectories;
import dev.claudeworker.event.EventPublisher;
import dev.claudeworker.family.Families;
import dev.claudeworker.fleet.Fleet;
import dev.claudeworker.json.JacksonJsonCodec;
import dev.claudeworker.json.JsonLimits;
import dev.claudeworker.queue.OrchestrationQueue;
import dev.claudeworker.queue.TaskQueue;
import dev.claudeworker.worker.Worker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * What the REST interface is made of.
 *
 * @param queue the queue
 * @param orchestrations the orchestrations
 * @param worker the worker
 * @param events tells what is committed
 * @param attempts where attempts keep their files
 * @param plugins knows and changes plugins
 * @param executors checks options of tasks
 * @param notifiers lists and tests notifiers
 * @param defaults what counts for tasks that say nothing about it
 * @param orchestrationDefaults what counts for orchestrations that say nothing about it
 * @param facts what does not change about the server
 * @param control what can be asked of it
 * @param stopTimeout {@code server.stop_timeout}
 * @param streamKeepAlive {@code server.stream_keep_alive}
 * @param fleet the servers that share the storage
 * @param token this server's access token, for other servers that ask for one
 * @param tools what agents can call
 * @param families lets tasks create tasks
 * @param monitoring what is told to those who watch
 * @param ids gives new ids
 */
public record RestInterface(
    TaskQueue queue,
    OrchestrationQueue orchestrations,
    Worker worker,
    EventPublisher events,
    AttemptDirectories attempts,
    PluginAccess plugins,
    OptionsCheck executors,
    NotifierDirectory notifiers,
    TaskDefaults defaults,
    OrchestrationDefaults orchestrationDefaults,
    ServerFacts facts,
    ServerControl control,
    Duration stopTimeout,
    Duration streamKeepAlive,
    Fleet fleet,
    String token,
    ToolInterface tools,
    Families families,
    Monitoring monitoring,
    Supplier<UUID> ids) {

  /**
   * All its routes.
   *
   * @return the table
   */
  public RouteTable routes() {
    var json = new JacksonJsonCodec(JsonLimits.REQUEST);
    var bodies = new JsonBody(json);
    List<Route> routes = new ArrayList<>();
    routes.addAll(new HealthHandlers(facts, control).routes());
    var tasks = new TaskParser(defaults, executors, ids);
    var children = new Children(families, queue);
    routes.addAll(new BatchHandlers(queue, tasks, children, bodies, orchestrationDefaults.maxBatch()).routes());
    routes.addAll(new TaskHandlers(queue, orchestrations, tasks, children, bodies).routes());
    routes.addAll(new DependencyHandlers(queue, orchestrations, bodies).routes());
    routes.addAll(
        new OrchestrationHandlers(
            orchestrations, new OrchestrationParser(tasks, orchestrationDefaults, json), children, bodies).routes());
    var logs = new TaskLogSource(queue, attempts, fleet, new OtherServer(token), json);
    routes.addAll(new LogHandlers(queue, attempts, streamKeepAlive, logs, fleet).routes());
    routes.addAll(new EventHandlers(queue, events, streamKeepAlive).routes());
    routes.addAll(new ServerHandlers(facts, control, queue, worker, bodies, stopTimeout).routes());
    routes.addAll(new FleetHandlers(fleet).routes());
    routes.addAll(new PluginHandlers(plugins, bodies).routes());
    routes.addAll(new NotifierHandlers(notifiers, bodies).routes());
    routes.addAll(tools.routes());
    routes.addAll(new MonitoringHandlers(monitoring).routes());
    routes.add(new OpenApiHandler(facts.version(), () -> routes.stream().map(Route::endpoint).toList()).route());
    var rights = new TaskRights(queue, orchestrations, families.limits());
    var all = new RouteTable(routes.stream().map(rights::guarding).toList());
    tools.serverIsReady(all);
    return all;
  }
}
