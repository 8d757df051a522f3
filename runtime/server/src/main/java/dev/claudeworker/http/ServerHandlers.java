package dev.claudeworker.http;

import dev.claudeworker.json.ObjectBuilder;
import dev.claudeworker.openapi.Operation;
import dev.claudeworker.queue.TaskQueue;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.SpiVersion;
import dev.claudeworker.spi.storage.StorageInfo;
import dev.claudeworker.spi.task.GateScope;
import dev.claudeworker.spi.task.TaskStatus;
import dev.claudeworker.worker.RunningTask;
import dev.claudeworker.worker.StopMode;
import dev.claudeworker.worker.Worker;
import dev.claudeworker.worker.WorkerSettings;
import dev.claudeworker.worker.WorkerStatus;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The routes of the server as a whole: its state, its slots, pausing, stopping. */
final class ServerHandlers {

  private static final Duration MAX_STOP_WAIT = Duration.ofDays(1);

  private final ServerFacts facts;
  private final ServerControl control;
  private final TaskQueue queue;
  private final Worker worker;
  private final JsonBody bodies;
  private final Duration stopTimeout;

  ServerHandlers(
      ServerFacts facts, ServerControl control, TaskQueue queue, Worker worker, JsonBody bodies, Duration stopTimeout) {
    this.facts = facts;
    this.control = control;
    this.queue = queue;
    this.worker = worker;
    this.bodies = bodies;
    this.stopTimeout = stopTimeout;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/server", _ -> Response.ok(server()))
            .described(Operation.of("The running server").answers(200, "Its state.", ServerSchemas.SERVER)),
        Route.patch("/server", this::change)
            .described(Operation.of("Change how many tasks run at once")
                .body(ServerSchemas.CHANGE)
                .answers(200, "The server as it stands now.", ServerSchemas.SERVER)),
        Route.post("/server/stop", this::stop)
            .described(Operation.of("Stop the server")
                .optionalBody(ServerSchemas.STOP)
                .answers(202, "The stop has begun.", ServerSchemas.STOPPING)),
        Route.post("/queue/pause", this::pause).described(gates("Start no more tasks until they are let go")),
        Route.post("/queue/unpause", this::unpause).described(gates("Start tasks again")));
  }

  private static Operation gates(String summary) {
    return Operation.of(summary)
        .optionalBody(ServerSchemas.SCOPE)
        .answers(200, "What is held back now.", ServerSchemas.GATES);
  }

  private JsonObject server() {
    return new ObjectBuilder()
        .put("name", ServerFacts.NAME)
        .put("version", facts.version())
        .put("spi_version", SpiVersion.CURRENT)
        .put("server_id", facts.serverId())
        .put("incarnation", facts.incarnation().toString())
        .put("pid", facts.pid())
        .put("started_at", facts.startedAt().toString())
        .put("home", facts.home().toString())
        .putTextOrNull("trouble", control.trouble())
        .put("storage", storage(queue.storage()))
        .put("worker", worker(worker.status()))
        .put("tasks", counts(queue.counts()))
        .put("gates", queue.gates().stream().map(TaskDocument::gate).toList())
        .build();
  }

  private static JsonObject storage(StorageInfo info) {
    return new ObjectBuilder()
        .put("kind", info.kind())
        .put("store_id", info.storeId().toString())
        .put("epoch", info.epoch())
        .put("schema_version", info.schemaVersion())
        .put("details", info.details())
        .build();
  }

  private static JsonObject worker(WorkerStatus status) {
    return new ObjectBuilder()
        .put("max_workers", status.slots())
        .put("auto", status.auto())
        .put("claiming", status.claiming())
        .putTextOrNull("trouble", status.trouble())
        .put("running", status.running().stream().map(ServerHandlers::running).toList())
        .build();
  }

  private static JsonObject running(RunningTask task) {
    return new ObjectBuilder()
        .put("task_id", task.task().value())
        .put("attempt", task.attempt())
        .put("executor", task.executor())
        .put("since", task.since().toString())
        .put("adopted", task.adopted())
        .putTextOrNull("ending", task.ending().map(cause -> cause.name().toLowerCase(Locale.ROOT)))
        .build();
  }

  private static JsonObject counts(Map<TaskStatus, Long> counts) {
    var document = new ObjectBuilder();
    for (TaskStatus status : TaskStatus.values()) {
      document.put(status.word(), Optional.ofNullable(counts.get(status)).orElse(0L));
    }
    return document.build();
  }

  private Response change(Request request) {
    bodies.readRequired(request, body -> {
      Optional<Long> slots = body.integer("max_workers", 0, WorkerSettings.MAX_SLOTS);
      if (slots.isEmpty() && body.value("max_workers").isEmpty()) {
        body.bad("max_workers", "is missing: say how many tasks may run at once.");
      }
      return slots;
    }).ifPresent(slots -> worker.resize(Math.toIntExact(slots)));
    return Response.ok(server());
  }

  private record StopOrder(StopMode mode, Duration atMost) {}

  private Response stop(Request request) {
    StopOrder order = bodies.read(request, body -> new StopOrder(
        body.text("mode").flatMap(word -> mode(word, body)).orElse(StopMode.LEAVE_RUNNING),
        body.seconds("timeout_seconds", MAX_STOP_WAIT).orElse(stopTimeout)));
    control.requestStop(order.mode(), order.atMost());
    return Response.json(202, new ObjectBuilder()
        .put("stopping", true)
        .put("mode", word(order.mode()))
        .put("timeout_seconds", order.atMost().toSeconds())
        .build());
  }

  private static Optional<StopMode> mode(String word, BodyReader body) {
    Optional<StopMode> mode = Arrays.stream(StopMode.values()).filter(value -> word(value).equals(word)).findFirst();
    return mode.isPresent() ? mode
        : body.bad("mode", "must be one of "
            + Arrays.stream(StopMode.values()).map(ServerHandlers::word).collect(Collectors.joining(", ")) + ".");
  }

  private static String word(StopMode mode) {
    return mode.name().toLowerCase(Locale.ROOT);
  }

  private Response pause(Request request) {
    queue.pause(scope(request), request.requester());
    return gates();
  }

  private Response unpause(Request request) {
    queue.unpause(scope(request), request.requester());
    return gates();
  }

  private Response gates() {
    return Response.ok(new ObjectBuilder()
        .put("gates", queue.gates().stream().map(TaskDocument::gate).toList())
        .build());
  }

  /** Everything, or one executor if the body names it. */
  private GateScope scope(Request request) {
    return bodies.read(request, body -> body.text("executor")).map(GateScope::executor).orElse(GateScope.ALL);
  }
}
