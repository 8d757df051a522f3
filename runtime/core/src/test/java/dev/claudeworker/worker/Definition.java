package dev.claudeworker.worker;

import dev.claudeworker.dag.GraphCheck;
import dev.claudeworker.dag.GraphLimits;
import dev.claudeworker.dag.GraphNode;
import dev.claudeworker.queue.OrchestrationRequest;
import dev.claudeworker.queue.OrchestrationRequest.Members;
import dev.claudeworker.queue.TaskRequest;
import dev.claudeworker.spi.dag.EdgeCondition;
import dev.claudeworker.spi.dag.FailurePolicy;
import dev.claudeworker.spi.dag.IfBroken;
import dev.claudeworker.spi.dag.OrchestrationSettings;
import dev.claudeworker.spi.task.Priority;
import dev.claudeworker.spi.task.TaskOrigin;
import dev.claudeworker.spi.task.TaskSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Orchestrations for tests: {@code Definition.of("a", "b: a", "c: a b")}. The prompt of a task is its identifier. */
final class Definition {

  private final List<String> lines;
  private FailurePolicy policy = FailurePolicy.SKIP;
  private OptionalInt maxParallel = OptionalInt.empty();
  private Duration timeout = Duration.ZERO;
  private Priority priority = Priority.NORMAL;
  private Optional<Path> base = Optional.empty();
  private Set<String> existing = Set.of();
  private final Map<String, UnaryOperator<Requests>> tasks = new HashMap<>();
  private final Map<String, String> continuations = new HashMap<>();

  private Definition(List<String> lines) {
    this.lines = lines;
  }

  static Definition of(String... lines) {
    return new Definition(List.of(lines));
  }

  static Definition of(List<String> lines) {
    return new Definition(List.copyOf(lines));
  }

  Definition policy(FailurePolicy value) {
    policy = value;
    return this;
  }

  Definition maxParallel(int value) {
    maxParallel = OptionalInt.of(value);
    return this;
  }

  Definition timeout(Duration value) {
    timeout = value;
    return this;
  }

  Definition base(Path value) {
    base = Optional.of(value);
    return this;
  }

  Definition addedTo(String... identifiers) {
    existing = Set.of(identifiers);
    return this;
  }

  Definition task(String identifier, UnaryOperator<Requests> change) {
    tasks.put(identifier, change);
    return this;
  }

  Definition continueFrom(String identifier, String upstream) {
    continuations.put(identifier, upstream);
    return this;
  }

  Members members() {
    List<GraphNode> nodes = new ArrayList<>();
    List<TaskRequest> requests = new ArrayList<>();
    for (String line : lines) {
      String[] parts = line.split(":");
      List<String> upstream = parts.length < 2 ? List.of() : List.of(parts[1].strip().split(" +"));
      String place = "/tasks/" + nodes.size();
      nodes.add(new GraphNode(parts[0], place, upstream.stream().map(name -> edge(name, place)).toList(),
          Optional.ofNullable(continuations.get(parts[0])).map(name -> new GraphNode.Named(name, place)), List.of()));
      UnaryOperator<Requests> change = Optional.ofNullable(tasks.get(parts[0])).orElse(UnaryOperator.identity());
      requests.add(change.apply(Requests.aRequest().prompt(parts[0])).build());
    }
    return new Members(
        GraphCheck.check(nodes, existing, GraphLimits.DEFAULT, (typed, known) -> Optional.empty()), requests);
  }

  private GraphNode.Edge edge(String upstream, String place) {
    EdgeCondition on = policy == FailurePolicy.CONTINUE ? EdgeCondition.ENDED : EdgeCondition.COMPLETED;
    return new GraphNode.Edge(upstream, on, policy == FailurePolicy.HOLD ? IfBroken.HOLD : IfBroken.SKIP, place);
  }

  OrchestrationRequest build() {
    return new OrchestrationRequest(
        UUID.randomUUID(), TaskSettings.DEFAULT_PROJECT, Optional.of("test"),
        new OrchestrationSettings(policy, maxParallel, timeout, priority, base),
        new TaskOrigin("alice", "test", "request-1", Optional.empty(), Optional.empty()), members());
  }
}
