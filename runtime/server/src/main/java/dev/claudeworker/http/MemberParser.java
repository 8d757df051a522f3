package dev.claudeworker.http;

import dev.claudeworker.dag.GraphNode;
import dev.claudeworker.dag.GraphNode.Edge;
import dev.claudeworker.dag.GraphNode.Named;
import dev.claudeworker.dag.ResultReferences;
import dev.claudeworker.queue.TaskRequest;
import dev.claudeworker.spi.JsonValue;
import dev.claudeworker.spi.JsonValue.JsonArray;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.JsonValue.JsonString;
import dev.claudeworker.spi.dag.EdgeCondition;
import dev.claudeworker.spi.dag.FailurePolicy;
import dev.claudeworker.spi.dag.IfBroken;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads one task of an orchestration: the task itself and its place in the graph. */
final class MemberParser {

  private final TaskParser tasks;
  private final TaskSurroundings surroundings;
  private final FailurePolicy policy;

  MemberParser(TaskParser tasks, TaskSurroundings surroundings, FailurePolicy policy) {
    this.tasks = tasks;
    this.surroundings = surroundings;
    this.policy = policy;
  }

  /** A task with its place. */
  record Member(GraphNode node, TaskRequest request) {}

  Member parse(BodyReader body) {
    refuseLater(body);
    String identifier = identifier(body);
    List<Edge> edges = new ArrayList<>(edges(body));
    Optional<Named> continueFrom =
        body.text("continue_from").map(upstream -> new Named(upstream, body.pointer("continue_from")));
    // Who goes on with another task's session waits for it, said or not.
    continueFrom
        .filter(named -> edges.stream().noneMatch(edge -> edge.upstream().equals(named.identifier())))
        .ifPresent(named -> edges.add(new Edge(named.identifier(), on(), ifBroken(), named.place())));
    TaskRequest request = tasks.parse(body, surroundings, List.of());
    List<Named> references = new ArrayList<>(references(body, "execution_prompt", request.input().prompt()));
    request.input().systemPrompt().ifPresent(text -> references.addAll(references(body, "system_prompt", text)));
    body.refuseUnknown();
    return new Member(new GraphNode(identifier, body.pointer(), edges, continueFrom, references), request);
  }

  private static void refuseLater(BodyReader body) {
    if (body.value("template").isPresent()) {
      body.bad("template", "templates are not supported yet; write the task out.");
    }
    body.text("type")
        .filter(type -> !type.equals("task"))
        .ifPresent(type -> body.bad("type",
            type.equals("approval")
                ? "approvals are not supported yet."
                : "must be 'task'; other kinds are not supported yet."));
  }

  /** In files a task may have its identifier as name; beside an identifier a name is a title. */
  private static String identifier(BodyReader body) {
    Optional<String> identifier = body.value("identifier").isPresent() ? body.text("identifier") : body.text("name");
    if (identifier.isEmpty() || identifier.get().isEmpty()) {
      body.bad("identifier", "is missing: give the task a name that others can depend on.");
    }
    return identifier.orElse("");
  }

  private List<Edge> edges(BodyReader body) {
    String name = body.value("depends_on").isPresent() ? "depends_on" : "depends-on";
    Optional<JsonValue> value = body.value(name);
    if (value.isEmpty()) {
      return List.of();
    }
    if (!(value.get() instanceof JsonArray(List<JsonValue> items))) {
      body.bad(name, "must be a list of identifiers.");
      return List.of();
    }
    List<Edge> edges = new ArrayList<>();
    for (int index = 0; index < items.size(); index++) {
      String place = FieldProblem.pointer(body.pointer(name), Integer.toString(index));
      edge(items.get(index), place, body).ifPresent(edges::add);
    }
    return edges;
  }

  private Optional<Edge> edge(JsonValue item, String place, BodyReader body) {
    return switch (item) {
      case JsonString(String upstream) -> Optional.of(new Edge(upstream, on(), ifBroken(), place));
      case JsonObject object -> edge(body.at(object, place), place);
      default -> body.badAt(place, "must be an identifier or an object with 'task'.");
    };
  }

  private Optional<Edge> edge(BodyReader edge, String place) {
    Optional<String> upstream = edge.text("task");
    if (edge.value("task").isEmpty()) {
      edge.bad("task", "is missing: name the task to wait for.");
    }
    EdgeCondition on = edge.word("on", EdgeCondition.values()).orElse(on());
    IfBroken ifBroken = edge.word("if_broken", IfBroken.values()).orElse(ifBroken());
    edge.refuseUnknown();
    return upstream.map(task -> new Edge(task, on, ifBroken, place));
  }

  private EdgeCondition on() {
    return policy == FailurePolicy.CONTINUE ? EdgeCondition.ENDED : EdgeCondition.COMPLETED;
  }

  private IfBroken ifBroken() {
    return policy == FailurePolicy.HOLD ? IfBroken.HOLD : IfBroken.SKIP;
  }

  private static List<Named> references(BodyReader body, String name, String text) {
    List<Named> references = new ArrayList<>();
    for (ResultReferences.Reference reference : ResultReferences.in(text)) {
      if (reference.identifier().isPresent()) {
        references.add(new Named(reference.identifier().get(), body.pointer(name)));
      } else {
        String shown = reference.text().length() <= 100 ? reference.text() : reference.text().substring(0, 100) + "...";
        body.bad(name, "'" + shown + "' is no reference; write {{tasks.IDENTIFIER.result}}.");
      }
    }
    return references;
  }

  static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
