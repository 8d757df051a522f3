package dev.claudeworker.dag;

import dev.claudeworker.dag.GraphNode.Edge;
import dev.claudeworker.dag.GraphNode.Named;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Looks at the graph of a definition and finds everything that is wrong with it at once. Pure; its cost grows with the
 * number of tasks and edges, not with depth.
 */
public final class GraphCheck {

  /** What an identifier looks like. */
  public static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z0-9_-]{1,100}");

  /** So many problems are told; a broken generator makes more than anybody reads. */
  public static final int MOST_PROBLEMS = 1_000;

  /** Looking for the nearest name reads all names, so only the first problems get one. */
  static final int MOST_SUGGESTIONS = 50;

  private static final int MOST_CYCLES = 10;

  private final List<GraphNode> nodes;
  private final Set<String> existing;
  private final GraphLimits limits;
  private final NameSuggestion suggestion;
  private final List<GraphProblem> problems = new ArrayList<>();
  private final Map<String, Integer> places = new HashMap<>();
  private int suggestions;

  private GraphCheck(List<GraphNode> nodes, Set<String> existing, GraphLimits limits, NameSuggestion suggestion) {
    this.nodes = nodes;
    this.existing = existing;
    this.limits = limits;
    this.suggestion = suggestion;
  }

  /**
   * Checks the tasks of a submission.
   *
   * @param nodes the tasks
   * @param existing identifiers of the orchestration to which they are added, as far as they are named; empty for a new one
   * @param limits the bounds
   * @param suggestion finds what was probably meant by a mistyped identifier
   */
  public static CheckedGraph check(
      List<GraphNode> nodes, Set<String> existing, GraphLimits limits, NameSuggestion suggestion) {
    return new GraphCheck(nodes, existing, limits, suggestion).check();
  }

  private CheckedGraph check() {
    checkSize();
    for (int task = 0; task < nodes.size(); task++) {
      checkIdentifier(task);
    }
    int[][] upstream = new int[nodes.size()][];
    for (int task = 0; task < nodes.size(); task++) {
      upstream[task] = upstream(nodes.get(task));
    }
    int[] order = TopologicalOrder.of(upstream);
    if (order.length < nodes.size()) {
      checkCycles(upstream, order);
    } else {
      checkReferences(upstream, order);
    }
    return new CheckedGraph(problems, nodes, upstream, order);
  }

  private void checkSize() {
    if (nodes.isEmpty()) {
      bad("/tasks", "must hold at least one task.");
    }
    if (nodes.size() > limits.maxTasks()) {
      bad("/tasks", "has " + nodes.size() + " tasks; at most " + limits.maxTasks()
          + " are allowed (orchestration.max_tasks).");
    }
  }

  private void checkIdentifier(int task) {
    GraphNode node = nodes.get(task);
    String identifier = node.identifier();
    if (identifier.isEmpty()) {
      return;
    }
    if (!IDENTIFIER.matcher(identifier).matches()) {
      bad(node.place() + "/identifier",
          "'" + shown(identifier) + "' must be 1 to 100 letters, digits, '_' or '-'.");
    }
    if (existing.contains(identifier)) {
      bad(node.place() + "/identifier", "'" + shown(identifier) + "' is taken by a task of this orchestration.");
    }
    Integer first = places.putIfAbsent(identifier, task);
    if (first != null) {
      bad(node.place() + "/identifier",
          "'" + shown(identifier) + "' is used twice, first at " + nodes.get(first).place() + ".");
    }
  }

  private int[] upstream(GraphNode node) {
    if (node.edges().size() > limits.maxDependencies()) {
      bad(node.place() + "/depends_on", "has " + node.edges().size() + " dependencies; at most "
          + limits.maxDependencies() + " are allowed (orchestration.max_dependencies).");
    }
    Set<String> seen = new HashSet<>();
    Set<Integer> upstream = new LinkedHashSet<>();
    for (Edge edge : node.edges()) {
      if (!seen.add(edge.upstream())) {
        bad(edge.place(), "'" + shown(edge.upstream()) + "' is named twice.");
      } else if (isKnown(node, edge.upstream(), edge.place()) && places.containsKey(edge.upstream())) {
        upstream.add(places.get(edge.upstream()));
      }
    }
    return upstream.stream().mapToInt(Integer::intValue).toArray();
  }

  private boolean isKnown(GraphNode node, String identifier, String place) {
    if (identifier.equals(node.identifier())) {
      bad(place, "'" + shown(identifier) + "' would wait for itself.");
      return false;
    }
    if (!places.containsKey(identifier) && !existing.contains(identifier)) {
      bad(place, "there is no task '" + shown(identifier) + "' in this orchestration." + nearest(identifier));
      return false;
    }
    return true;
  }

  private String nearest(String identifier) {
    if (suggestions >= MOST_SUGGESTIONS) {
      return "";
    }
    suggestions++;
    Set<String> known = new HashSet<>(places.keySet());
    known.addAll(existing);
    return suggestion.nearest(identifier, known).map(near -> " Did you mean '" + near + "'?").orElse("");
  }

  private void checkCycles(int[][] upstream, int[] order) {
    for (List<Integer> cycle : new CycleSearch(upstream, order).find(MOST_CYCLES)) {
      List<String> names = cycle.stream().map(task -> nodes.get(task).identifier()).toList();
      bad(nodes.get(cycle.getFirst()).place() + "/depends_on",
          "the tasks wait for each other in a circle: " + CycleSearch.text(names)
              + ". Each waits for the next; remove one of these dependencies.");
    }
  }

  private record Mention(GraphNode node, int task, Named named, String what) {}

  private void checkReferences(int[][] upstream, int[] order) {
    List<Mention> mentions = new ArrayList<>();
    for (int task = 0; task < nodes.size(); task++) {
      GraphNode node = nodes.get(task);
      for (Named reference : node.references()) {
        collect(new Mention(node, task, reference, "its result"), mentions);
      }
      if (node.continueFrom().isPresent()) {
        collect(new Mention(node, task, node.continueFrom().get(), "its session"), mentions);
      }
    }
    BitSet upstreamOfTask = new Ancestry(upstream, order).holding(
        mentions.stream().mapToInt(mention -> place(mention.named().identifier())).toArray(),
        mentions.stream().mapToInt(Mention::task).toArray());
    for (int i = upstreamOfTask.nextClearBit(0); i < mentions.size(); i = upstreamOfTask.nextClearBit(i + 1)) {
      Mention mention = mentions.get(i);
      bad(mention.named().place(), "'" + shown(mention.named().identifier()) + "' is not upstream of this task, so "
          + mention.what() + " may not exist when it starts; add it to depends_on.");
    }
  }

  /** Keeps what has to be looked for in the graph. */
  private void collect(Mention mention, List<Mention> mentions) {
    String identifier = mention.named().identifier();
    if (!isKnown(mention.node(), identifier, mention.named().place())) {
      return;
    }
    if (places.containsKey(identifier)) {
      mentions.add(mention);
    } else if (mention.node().edges().stream().noneMatch(edge -> edge.upstream().equals(identifier))) {
      bad(mention.named().place(), "'" + identifier + "' was submitted before; add it to depends_on to use "
          + mention.what() + ".");
    }
  }

  private int place(String identifier) {
    return Objects.requireNonNull(places.get(identifier));
  }

  private void bad(String place, String detail) {
    if (problems.size() < MOST_PROBLEMS) {
      problems.add(new GraphProblem(place, detail));
    } else if (problems.size() == MOST_PROBLEMS) {
      problems.add(new GraphProblem("", "there are more problems; only the first " + MOST_PROBLEMS + " are told."));
    }
  }

  private static String shown(String identifier) {
    return identifier.length() <= 100 ? identifier : identifier.substring(0, 100) + "...";
  }
}
