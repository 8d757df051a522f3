package dev.claudeworker.http;

import dev.claudeworker.config.DefinitionFile;
import dev.claudeworker.config.DefinitionFile.UnreadableDefinitionException;
import dev.claudeworker.dag.CheckedGraph;
import dev.claudeworker.dag.GraphCheck;
import dev.claudeworker.dag.GraphNode;
import dev.claudeworker.http.MemberParser.Member;
import dev.claudeworker.plugins.NearestName;
import dev.claudeworker.queue.OrchestrationRequest;
import dev.claudeworker.queue.OrchestrationRequest.Members;
import dev.claudeworker.queue.TaskRequest;
import dev.claudeworker.spi.JsonCodec;
import dev.claudeworker.spi.JsonValue.JsonNumber;
import dev.claudeworker.spi.JsonValue.JsonString;
import dev.claudeworker.spi.dag.FailurePolicy;
import dev.claudeworker.spi.dag.Orchestration;
import dev.claudeworker.spi.dag.OrchestrationSettings;
import dev.claudeworker.spi.task.Priority;
import dev.claudeworker.spi.task.TaskOrigin;
import dev.claudeworker.spi.task.TaskSettings;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Turns the body of {@code POST /orchestrations} into an orchestration for the queue. Everything that is wrong anywhere in it
 * is told at once.
 */
final class OrchestrationParser {

  static final int MAX_PARALLEL = 10_000;
  static final Duration MAX_TIMEOUT = Duration.ofDays(365);

  private final TaskParser tasks;
  private final OrchestrationDefaults defaults;
  private final JsonCodec json;

  OrchestrationParser(TaskParser tasks, OrchestrationDefaults defaults, JsonCodec json) {
    this.tasks = tasks;
    this.defaults = defaults;
    this.json = json;
  }

  /** A new orchestration; empty if there are problems, which the body's reader has noted. */
  Optional<OrchestrationRequest> parse(BodyReader body, Request request) {
    BodyReader definition = definition(body);
    TaskOrigin origin = TaskParser.origin(body, request);
    Optional<Path> base = base(body, definition);
    FailurePolicy policy = definition.word("failure_policy", FailurePolicy.values()).orElse(FailurePolicy.SKIP);
    var settings =
        new OrchestrationSettings(
            policy,
            maxParallel(definition),
            definition.seconds("orchestration_timeout", MAX_TIMEOUT).orElse(defaults.timeout()),
            TaskParser.priority(definition).orElse(Priority.NORMAL),
            base);
    UUID uuid = tasks.uuid(body);
    Optional<String> name = definition.text("name", TaskParser.MAX_NAME_LENGTH);
    var surroundings =
        new TaskSurroundings(
            origin, settings.priority(), directory(definition, base, request.acting()), base,
            TaskParser.environment(body), request.acting());
    Optional<Members> members = members(definition, surroundings, policy, _ -> Set.of());
    if (definition != body) {
      definition.refuseUnknown();
    }
    return members.map(
        read -> new OrchestrationRequest(uuid, TaskSettings.DEFAULT_PROJECT, name, settings, origin, read));
  }

  /** Tasks for an orchestration that exists. */
  Optional<Members> parseAdded(
      BodyReader body, Request request, Orchestration orchestration, Function<Set<String>, Set<String>> existing) {
    BodyReader definition = definition(body);
    OrchestrationSettings settings = orchestration.settings();
    Optional<Path> base = body.text("base_directory")
        .flatMap(text -> WorkingDirectory.base("base_directory", text, body))
        .or(settings::baseDirectory);
    var surroundings =
        new TaskSurroundings(
            TaskParser.origin(body, request), settings.priority(), directory(definition, base, request.acting()), base,
            TaskParser.environment(body), request.acting());
    Optional<Members> members = members(definition, surroundings, settings.failurePolicy(), existing);
    if (definition != body) {
      definition.refuseUnknown();
    }
    return members;
  }

  /** The object that holds the tasks: the body itself, or the file that the body carries as a text. */
  private BodyReader definition(BodyReader body) {
    Optional<String> text = body.text("definition");
    if (text.isEmpty()) {
      return body;
    }
    try {
      return body.at(DefinitionFile.parse(text.get(), json), "");
    } catch (UnreadableDefinitionException unreadable) {
      throw new ProblemException(Problem.of(422, "invalid_definition",
          "The definition " + unreadable.getMessage() + ".", "Correct the file and send it again."));
    }
  }

  private static Optional<Path> base(BodyReader body, BodyReader definition) {
    BodyReader from = definition.value("base_directory").isPresent() ? definition : body;
    return from.text("base_directory").flatMap(text -> WorkingDirectory.base("base_directory", text, from));
  }

  /** Where tasks run that do not say: as the definition says, else where it was submitted. */
  private static Optional<Path> directory(
      BodyReader definition, Optional<Path> base, Optional<ActingTask> parent) {
    return definition.text("working_directory")
        .filter(text -> !text.isEmpty())
        .flatMap(text -> WorkingDirectory.check(text, base, definition))
        .or(() -> TaskSurroundings.directory(parent))
        .or(() -> base);
  }

  private static OptionalInt maxParallel(BodyReader definition) {
    return definition.value("max_parallel").map(value -> switch (value) {
      // As many as the worker has slots for, which follow the load of the machine themselves.
      case JsonString(String word) when word.equals("auto") -> OptionalInt.empty();
      case JsonNumber(BigDecimal _) -> definition.integer("max_parallel", 1, MAX_PARALLEL)
          .map(most -> OptionalInt.of(Math.toIntExact(most)))
          .orElse(OptionalInt.empty());
      default -> {
        definition.bad("max_parallel", "must be 'auto' or a number from 1 to " + MAX_PARALLEL + ".");
        yield OptionalInt.empty();
      }
    }).orElse(OptionalInt.empty());
  }

  private Optional<Members> members(
      BodyReader definition, TaskSurroundings surroundings, FailurePolicy policy,
      Function<Set<String>, Set<String>> existing) {
    List<BodyReader> items = definition.inners("tasks");
    // Reading the tasks of a flood costs more than counting them.
    if (items.size() > defaults.limits().maxTasks()) {
      definition.bad("tasks", "has " + items.size() + " tasks; at most " + defaults.limits().maxTasks()
          + " are allowed (orchestration.max_tasks).");
      return Optional.empty();
    }
    var parser = new MemberParser(tasks, surroundings, policy);
    List<Member> members = items.stream().map(parser::parse).toList();
    List<GraphNode> nodes = members.stream().map(Member::node).toList();
    CheckedGraph graph =
        GraphCheck.check(nodes, existing.apply(named(nodes)), defaults.limits(), NearestName::suggestion);
    graph.problems().forEach(problem -> definition.badAt(problem.pointer(), problem.detail()));
    checkContinuations(members, definition);
    return definition.hasProblems()
        ? Optional.empty()
        : Optional.of(new Members(graph, members.stream().map(Member::request).toList()));
  }

  private static Set<String> named(List<GraphNode> nodes) {
    Set<String> named = new HashSet<>();
    for (GraphNode node : nodes) {
      named.add(node.identifier());
      node.edges().forEach(edge -> named.add(edge.upstream()));
      node.references().forEach(reference -> named.add(reference.identifier()));
    }
    return named;
  }

  /** A session belongs to one executor and one directory. */
  private static void checkContinuations(List<Member> members, BodyReader definition) {
    Map<String, TaskRequest> byName = members.stream()
        .collect(
            Collectors.toMap(member -> member.node().identifier(), Member::request, (first, _) -> first, HashMap::new));
    for (Member member : members) {
      member.node().continueFrom().ifPresent(named -> {
        TaskRequest upstream = byName.get(named.identifier());
        if (upstream != null && (!upstream.executor().equals(member.request().executor())
            || !upstream.workingDirectory().equals(member.request().workingDirectory()))) {
          definition.badAt(named.place(), "'" + named.identifier()
              + "' runs with another executor or in another directory; its session can only go on with both the same.");
        }
      });
    }
  }
}
