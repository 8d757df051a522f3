package dev.claudeworker.http;

import dev.claudeworker.event.EventPublisher;
import dev.claudeworker.json.ObjectBuilder;
import dev.claudeworker.openapi.Operation;
import dev.claudeworker.openapi.Schema;
import dev.claudeworker.queue.TaskQueue;
import dev.claudeworker.spi.JsonValue.JsonString;
import dev.claudeworker.spi.dag.OrchestrationId;
import dev.claudeworker.spi.storage.EventFilter;
import dev.claudeworker.spi.storage.EventPage;
import dev.claudeworker.spi.task.TaskEvent;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.stream.EventFeed;
import dev.claudeworker.stream.EventStreamSource;
import dev.claudeworker.stream.StreamPosition;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** The routes of the event log: read page by page, or followed live from any position. */
final class EventHandlers {

  static final int DEFAULT_LIMIT = 100;
  static final int MAX_LIMIT = 1_000;

  private final TaskQueue queue;
  private final EventPublisher publisher;
  private final Duration keepAlive;

  EventHandlers(TaskQueue queue, EventPublisher publisher, Duration keepAlive) {
    this.queue = queue;
    this.publisher = publisher;
    this.keepAlive = keepAlive;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/events", this::all)
            .described(following(Operation.of("Follow all events live"))
                .query("task_id", "Only events of this task.", Schema.integer("", 1, Long.MAX_VALUE))),
        Route.get("/tasks/{id}/events", this::ofTask)
            .described(following(Operation.of("The events of a task"))
                .query("limit", "At most so many; default " + DEFAULT_LIMIT + ".", Schema.integer("", 1, MAX_LIMIT))
                .query("follow", "Follow them live instead.", Schema.truth(""))
                .answers(200, "One page.", EventSchemas.PAGE)));
  }

  private static Operation following(Operation operation) {
    return operation
        .query("after", "Position to go on from: the `id` of an event, or `head` of a list.", Schema.text(""))
        .query("type", "Only events of these types, separated by commas.", Schema.text(""))
        .query("orchestration_id", "Only events of this orchestration.", Schema.integer("", 1, Long.MAX_VALUE))
        .header("Upgrade", "`websocket`: the same as messages of a WebSocket, each a JSON document with `event`, `id` "
            + "and `data`; messages of the client are ignored.")
        .header("Last-Event-ID", "Wins over `after`; sent by a client that connects again.")
        .answers(200, "A live stream.", "text/event-stream", EventSchemas.STREAM)
        .refuses(410, "resync", "the position is not in the log any more: load anew and follow from its `head`.")
        .refuses(503, "too_many_streams", "`server.max_streams` are open.");
  }

  private Response all(Request request) {
    var query = new QueryReader(request.query());
    return follow(request, query, query.integer("task_id", 1, Long.MAX_VALUE).map(TaskId::new));
  }

  private Response ofTask(Request request) {
    TaskId task = request.taskId();
    var query = new QueryReader(request.query());
    if (query.flag("follow")) {
      return follow(request, query, Optional.of(task));
    }
    Optional<StreamPosition> after = position(Optional.empty(), query);
    int limit = query.integer("limit", 1, MAX_LIMIT).map(Math::toIntExact).orElse(DEFAULT_LIMIT);
    query.finish();
    String epoch = queue.storage().epoch();
    EventPage page = queue.events(new EventFilter(checked(after, epoch, 0), Optional.of(task), limit));
    boolean more = page.events().size() == limit;
    return Response.ok(new ObjectBuilder()
        .put("events", page.events().stream().map(TaskDocument::event).toList())
        .putOrNull("next_after", more
            ? Optional.of(new JsonString(new StreamPosition(epoch, page.events().getLast().sequence()).toString()))
            : Optional.empty())
        .put("head", new StreamPosition(epoch, page.head()).toString())
        .build());
  }

  private Response follow(Request request, QueryReader query, Optional<TaskId> task) {
    Optional<StreamPosition> after = position(request.header("Last-Event-ID"), query);
    Set<String> types = Set.copyOf(query.list("type"));
    Optional<OrchestrationId> orchestration =
        query.integer("orchestration_id", 1, Long.MAX_VALUE).map(OrchestrationId::new);
    query.finish();
    String epoch = queue.storage().epoch();
    long start = checked(after, epoch, head());
    Predicate<TaskEvent> wanted = event -> (types.isEmpty() || types.contains(event.type()))
        && (orchestration.isEmpty() || event.orchestration().equals(orchestration));
    return new Response.Live(new EventStreamSource(
        new EventFeed(publisher, queue::events, task, start), epoch, wanted, TaskDocument::event, keepAlive));
  }

  private long head() {
    return queue.events(new EventFilter(Long.MAX_VALUE - 1, Optional.empty(), 1)).head();
  }

  /** What a browser sends when it connects again wins over what the address said the first time. */
  private static Optional<StreamPosition> position(Optional<String> header, QueryReader query) {
    Optional<String> parameter = query.text("after");
    return header.or(() -> parameter).flatMap(text -> {
      Optional<StreamPosition> position = StreamPosition.parse(text);
      return position.isPresent() ? position
          : query.bad("after", "is no position; take the id of an event, or 'head' of a list.");
    });
  }

  /** The number to go on from. A position that is not in the log any more is answered with 410: load anew. */
  private long checked(Optional<StreamPosition> position, String epoch, long otherwise) {
    if (position.isEmpty()) {
      return otherwise;
    }
    long sequence = position.get().sequence();
    EventPage page = queue.events(new EventFilter(Long.MAX_VALUE - 1, Optional.empty(), 1));
    boolean gone = !position.get().epoch().equals(epoch) || sequence < page.oldest() - 1 || sequence > page.head();
    if (gone) {
      throw new ProblemException(
          Problem.of(410, "resync", "The position " + position.get() + " is not in the event log any more.",
              "Load what you show anew and follow from its 'as_of' or 'head'."));
    }
    return sequence;
  }
}
