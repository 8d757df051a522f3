package dev.claudeworker.http;

import dev.claudeworker.attempt.AttemptDirectories;
import dev.claudeworker.event.EventPublisher;
import dev.claudeworker.json.JacksonJsonCodec;
import dev.claudeworker.json.JsonLimits;
import dev.claudeworker.queue.OrchestrationQueue;
import dev.claudeworker.queue.TaskQueue;
import dev.claudeworker.worker.Worker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
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
 * @param tools what agents can call
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
    ToolInterface tools,
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
    // Tools call the finished table.
    var finished = new AtomicReference<>(new RouteTable(List.of()));
    routes.addAll(new HealthHandlers(facts, control).routes());
    var tasks = new TaskParser(defaults, executors, ids);
    routes.addAll(new BatchHandlers(queue, tasks, bodies, orchestrationDefaults.maxBatch()).routes());
    routes.addAll(new TaskHandlers(queue, orchestrations, tasks, bodies).routes());
    routes.addAll(new DependencyHandlers(queue, orchestrations, bodies).routes());
    routes.addAll(
        new OrchestrationHandlers(
            orchestrations, new OrchestrationParser(tasks, orchestrationDefaults, json), bodies).routes());
    routes.addAll(new LogHandlers(queue, attempts, streamKeepAlive).routes());
    routes.addAll(new EventHandlers(queue, events, streamKeepAlive).routes());
    routes.addAll(new ServerHandlers(facts, control, queue, worker, bodies, stopTimeout).routes());
    routes.addAll(new PluginHandlers(plugins, bodies).routes());
    routes.addAll(new NotifierHandlers(notifiers, bodies).routes());
    routes.addAll(tools.routes(finished::get, json, bodies));
    routes.addAll(new MonitoringHandlers(monitoring).routes());
    routes.add(new OpenApiHandler(facts.version(), () -> routes.stream().map(Route::endpoint).toList()).route());
    finished.set(new RouteTable(routes));
    return finished.get();
  }
}
