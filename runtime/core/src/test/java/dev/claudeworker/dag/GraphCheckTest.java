package dev.claudeworker.dag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.claudeworker.dag.GraphNode.Named;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GraphCheckTest {

  private static List<GraphProblem> problems(String... lines) {
    return Graphs.check(Graphs.of(lines)).problems();
  }

  @Test
  void aGraphInAnyOrderIsFine() {
    var checked = Graphs.check(Graphs.of("train: process", "process: fetch", "fetch"));

    assertThat(checked.problems()).isEmpty();
    assertThat(checked.order()).containsExactly(2, 1, 0);
  }

  @Test
  void whatIsInOrderKeepsItsOrder() {
    assertThat(Graphs.check(Graphs.of("a", "b", "c: b", "d: a", "e")).order()).containsExactly(0, 1, 2, 3, 4);
  }

  @Test
  void everyProblemIsToldWithItsPlace() {
    var nodes = Graphs.of("fetch", "fetch", "a b", "x: x", "y: fetsch", "z: fetch fetch");

    var checked = GraphCheck.check(nodes, Set.of(), GraphLimits.DEFAULT,
        (typed, known) -> known.stream().filter(name -> typed.startsWith(name.substring(0, 3))).findFirst());

    assertThat(checked.problems()).containsExactly(
        new GraphProblem("/tasks/1/identifier", "'fetch' is used twice, first at /tasks/0."),
        new GraphProblem("/tasks/2/identifier", "'a b' must be 1 to 100 letters, digits, '_' or '-'."),
        new GraphProblem("/tasks/3/depends_on/0", "'x' would wait for itself."),
        new GraphProblem("/tasks/4/depends_on/0",
            "there is no task 'fetsch' in this orchestration. Did you mean 'fetch'?"),
        new GraphProblem("/tasks/5/depends_on/1", "'fetch' is named twice."));
  }

  @Test
  void aCycleIsPrintedFromItsFirstTaskRound() {
    assertThat(problems("start", "a: b start", "b: c", "c: a", "after: a")).containsExactly(
        new GraphProblem("/tasks/1/depends_on", "the tasks wait for each other in a circle: a -> b -> c -> a. "
            + "Each waits for the next; remove one of these dependencies."));
  }

  @Test
  void everySeparateCycleIsTold() {
    assertThat(problems("a: b", "b: a", "c: d b", "d: c")).extracting(GraphProblem::detail)
        .hasSize(2)
        .anyMatch(text -> text.contains("a -> b -> a"))
        .anyMatch(text -> text.contains("c -> d -> c"));
  }

  @Test
  void theShortestWayRoundIsShown() {
    assertThat(problems("a: b c", "b: c", "c: a")).singleElement()
        .extracting(GraphProblem::detail)
        .asString()
        .contains("a -> c -> a");
  }

  @Test
  void theNumberOfTasksIsBoundedAtItsEdge() {
    var limits = new GraphLimits(3, 1_000);
    List<GraphNode> three = Graphs.of("a", "b", "c");
    List<GraphNode> four = Graphs.of("a", "b", "c", "d");

    assertThat(GraphCheck.check(three, Set.of(), limits, (t, k) -> Optional.empty()).problems()).isEmpty();
    assertThat(GraphCheck.check(four, Set.of(), limits, (t, k) -> Optional.empty()).problems()).containsExactly(
        new GraphProblem("/tasks", "has 4 tasks; at most 3 are allowed (orchestration.max_tasks)."));
    assertThat(problems()).containsExactly(new GraphProblem("/tasks", "must hold at least one task."));
  }

  @Test
  void theNumberOfDependenciesIsBoundedAtItsEdge() {
    List<GraphNode> nodes = new ArrayList<>(IntStream.range(0, 1_001)
        .mapToObj(task -> Graphs.node(task, Graphs.name(task), List.of()))
        .toList());
    List<String> names = nodes.stream().map(GraphNode::identifier).toList();
    nodes.add(Graphs.node(1_001, "most", names.subList(0, 1_000)));

    assertThat(Graphs.check(nodes).problems()).isEmpty();

    nodes.set(1_001, Graphs.node(1_001, "most", names));
    assertThat(Graphs.check(nodes).problems()).containsExactly(new GraphProblem("/tasks/1001/depends_on",
        "has 1001 dependencies; at most 1000 are allowed (orchestration.max_dependencies)."));
  }

  @Test
  void theBoundsThemselvesHaveBounds() {
    assertThat(new GraphLimits(100_000, 10_000).maxTasks()).isEqualTo(100_000);
    assertThatThrownBy(() -> new GraphLimits(100_001, 1)).hasMessage(
        "orchestration.max_tasks is 1 to 100000, not 100001");
    assertThatThrownBy(() -> new GraphLimits(1, 0)).hasMessage(
        "orchestration.max_dependencies is 1 to 10000, not 0");
  }

  @Test
  void depthIsNoLimit() {
    List<GraphNode> chain = IntStream.range(0, 10_000)
        .mapToObj(task -> Graphs.node(task, Graphs.name(task), task == 0 ? List.of() : List.of(Graphs.name(task - 1))))
        .toList();
    var checked = Graphs.check(chain);

    assertThat(checked.problems()).isEmpty();
    assertThat(checked.plan().criticalPath()).hasSize(10_000);
  }

  private static GraphNode using(GraphNode node, String reference, String continueFrom) {
    return new GraphNode(node.identifier(), node.place(), node.edges(),
        Optional.of(new Named(continueFrom, node.place() + "/continue_from")),
        List.of(new Named(reference, node.place() + "/execution_prompt")));
  }

  @Test
  void resultsAndSessionsOfUpstreamTasksCanBeUsedAtAnyDistance() {
    List<GraphNode> nodes = new ArrayList<>(Graphs.of("a", "b: a", "c: b", "other"));
    nodes.set(2, using(nodes.get(2), "a", "b"));
    assertThat(Graphs.check(nodes).problems()).isEmpty();

    nodes.set(2, using(nodes.get(2), "other", "c"));
    assertThat(Graphs.check(nodes).problems()).containsExactlyInAnyOrder(
        new GraphProblem("/tasks/2/execution_prompt", "'other' is not upstream of this task, so its result may not "
            + "exist when it starts; add it to depends_on."),
        new GraphProblem("/tasks/2/continue_from", "'c' would wait for itself."));

    nodes.set(2, using(nodes.get(2), "d", "other"));
    assertThat(Graphs.check(nodes).problems()).extracting(GraphProblem::pointer)
        .containsExactlyInAnyOrder("/tasks/2/execution_prompt", "/tasks/2/continue_from");
  }

  @Test
  void moreThan64AncestorsAreToldApart() {
    int size = 200;
    int[][] upstream = IntStream.range(0, size)
        .mapToObj(task -> task < 2 ? new int[0] : new int[] {task - 2})
        .toArray(int[][]::new);
    var ancestry = new Ancestry(upstream, IntStream.range(0, size).toArray());

    var holding = ancestry.holding(IntStream.range(0, size).toArray(), IntStream.generate(() -> size - 1)
        .limit(size)
        .toArray());

    assertThat(holding.stream().boxed().collect(Collectors.toSet()))
        .isEqualTo(IntStream.range(0, size - 1).filter(task -> task % 2 == 1).boxed().collect(Collectors.toSet()));
  }

  @Test
  void tasksOfTheOrchestrationThatIsAddedToCountAsKnown() {
    List<GraphNode> nodes = new ArrayList<>(Graphs.of("new: old", "second: new"));
    nodes.set(0, using(nodes.get(0), "old", "old"));
    nodes.set(1, using(nodes.get(1), "new", "old"));

    var checked = GraphCheck.check(nodes, Set.of("old"), GraphLimits.DEFAULT, (t, k) -> Optional.empty());

    assertThat(checked.problems()).containsExactly(new GraphProblem("/tasks/1/continue_from",
        "'old' was submitted before; add it to depends_on to use its session."));
    assertThat(GraphCheck.check(Graphs.of("old"), Set.of("old"), GraphLimits.DEFAULT, (t, k) -> Optional.empty())
        .problems()).containsExactly(
            new GraphProblem("/tasks/0/identifier", "'old' is taken by a task of this orchestration."));
  }

  @Test
  void aFloodOfProblemsIsCutOffAndSaysSo() {
    List<GraphNode> nodes = IntStream.range(0, 2_000)
        .mapToObj(task -> Graphs.node(task, Graphs.name(task), List.of("missing")))
        .toList();
    var asked = new ArrayList<String>();

    var problems = GraphCheck.check(nodes, Set.of(), GraphLimits.DEFAULT, (typed, known) -> {
      asked.add(typed);
      return Optional.empty();
    }).problems();

    assertThat(problems).hasSize(1_001);
    assertThat(problems.getLast().detail()).isEqualTo("there are more problems; only the first 1000 are told.");
    assertThat(asked).hasSize(GraphCheck.MOST_SUGGESTIONS);
  }
}
