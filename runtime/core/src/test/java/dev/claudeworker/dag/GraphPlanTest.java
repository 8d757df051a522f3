package dev.claudeworker.dag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GraphPlanTest {

  @Test
  void levelsStandInTheOrderOfTheDefinition() {
    var plan = Graphs.check(Graphs.of("design", "back: design", "front: design", "test: back front", "docs")).plan();

    assertThat(plan.levels()).containsExactly(List.of("design", "docs"), List.of("back", "front"), List.of("test"));
    assertThat(plan.criticalPath()).containsExactly("design", "back", "test");
    assertThat(plan.width()).isEqualTo(2);
  }

  @Test
  void aBrokenGraphHasNoPlan() {
    assertThatThrownBy(() -> Graphs.check(Graphs.of("a: a")).plan()).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void generatedGraphsAreOrderedAndLevelled() {
    for (int seed = 0; seed < 500; seed++) {
      var random = new Random(seed);
      int[][] upstream = Graphs.random(random, 1 + random.nextInt(40), 5);
      var checked = Graphs.check(Graphs.nodes(upstream));

      assertThat(checked.problems()).as("seed %d", seed).isEmpty();
      assertThat(isOrdered(checked)).as("seed %d", seed).isTrue();
      var plan = checked.plan();
      assertThat(plan.levels()).as("seed %d", seed).hasSize(plan.criticalPath().size());
      assertThat(plan.levels().stream().flatMap(List::stream)).hasSize(upstream.length);
      for (int task = 0; task < upstream.length; task++) {
        int own = level(plan, task);
        int lowest = IntStream.of(upstream[task]).map(above -> level(plan, above)).max().orElse(-1);
        assertThat(own).as("seed %d, task %d", seed, task).isEqualTo(lowest + 1);
      }
    }
  }

  @Test
  void oneBackwardEdgeMakesExactlyItsCycle() {
    for (int seed = 0; seed < 300; seed++) {
      var random = new Random(seed);
      int size = 2 + random.nextInt(30);
      int[][] upstream = Graphs.random(random, size, 3);
      int task = random.nextInt(size);
      var ancestry = new Ancestry(upstream, TopologicalOrder.of(upstream));
      int other = random.nextInt(size);
      if (task == other || IntStream.of(upstream[other]).anyMatch(above -> above == task)) {
        continue;
      }
      boolean closes = !ancestry.holding(new int[] {other}, new int[] {task}).isEmpty();
      upstream[other] = IntStream.concat(IntStream.of(upstream[other]), IntStream.of(task)).toArray();

      assertThat(Graphs.check(Graphs.nodes(upstream)).problems()).as("seed %d", seed).hasSize(closes ? 1 : 0);
    }
  }

  private static boolean isOrdered(CheckedGraph checked) {
    int[] position = new int[checked.order().length];
    IntStream.range(0, position.length).forEach(place -> position[checked.order()[place]] = place);
    return IntStream.range(0, position.length)
        .allMatch(task -> IntStream.of(checked.upstream()[task]).allMatch(above -> position[above] < position[task]));
  }

  private static int level(GraphPlan plan, int task) {
    return IntStream.range(0, plan.levels().size())
        .filter(level -> plan.levels().get(level).contains(Graphs.name(task)))
        .findFirst()
        .orElseThrow();
  }
}
