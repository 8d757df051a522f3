package dev.claudeworker.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.spi.dag.EdgeCondition;
import dev.claudeworker.spi.storage.DependentTask;
import dev.claudeworker.spi.storage.DependentTask.ResolvedEdge;
import dev.claudeworker.spi.storage.DownstreamRule;
import dev.claudeworker.spi.storage.OrchestrationMove;
import dev.claudeworker.spi.storage.OrchestrationProgress;
import dev.claudeworker.spi.storage.TaskMove;
import dev.claudeworker.spi.task.Task;
import dev.claudeworker.spi.task.TaskStatus;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Histories of generated graphs, by seed: 500 in an ordinary run, more with {@code -Dsimulation.seeds=10000}. A failure names
 * its seed, and {@code -Dsimulation.first=SEED -Dsimulation.seeds=1} shows it again.
 */
class SimulationTest {

  private static final long FIRST = Long.getLong("simulation.first", 0);
  private static final long SEEDS = Long.getLong("simulation.seeds", 500);
  private static final long SEEDS_TO_CATCH = 300;

  @Test
  @Timeout(value = 1, unit = TimeUnit.HOURS)
  void everyHistoryIsAsItMustBe() {
    for (long seed = FIRST; seed < FIRST + SEEDS; seed++) {
      Simulation.run(seed, Breakage.NONE);
    }
  }

  /** A rule that decides about something else than what it is shown. */
  private record Changed(DownstreamRule real, UnaryOperator<DependentTask> view) implements DownstreamRule {

    @Override
    public List<TaskMove> decide(List<DependentTask> dependents) {
      return real.decide(dependents.stream().map(view).toList());
    }

    @Override
    public Optional<OrchestrationMove> settle(OrchestrationProgress progress) {
      return real.settle(progress);
    }
  }

  private static boolean caught(UnaryOperator<DownstreamRule> breakage) {
    return caught(Breakage.of(breakage));
  }

  private static boolean caught(Breakage breakage) {
    return LongStream.range(0, SEEDS_TO_CATCH).anyMatch(seed -> {
      try {
        Simulation.run(seed, breakage);
        return false;
      } catch (AssertionError expected) {
        return true;
      }
    });
  }

  @Test
  void aCoreThatReleasesAfterTheFirstOfSeveralUpstreamTasksIsCaught() {
    UnaryOperator<DependentTask> careless = dependent -> {
      Task task = dependent.task();
      var place = task.place().withUpstreams(task.place().dependsOn(), 0);
      return new DependentTask(
          new Task(task.id(), task.uuid(), task.version(), task.promptPreview(), task.settings(), task.state(), place,
              task.times()),
          dependent.resolved(), dependent.orchestration());
    };

    assertThat(caught(rule -> new Changed(rule, careless))).isTrue();
  }

  @Test
  void aCoreThatTakesEveryEndForASuccessIsCaught() {
    UnaryOperator<DependentTask> blind = dependent -> new DependentTask(
        dependent.task(),
        dependent.resolved()
            .stream()
            .map(edge -> new ResolvedEdge(edge.upstream(), edge.status(), EdgeCondition.ENDED, edge.ifBroken()))
            .toList(),
        dependent.orchestration());

    assertThat(caught(rule -> new Changed(rule, blind))).isTrue();
  }

  @Test
  void aCoreThatForgetsToSkipIsCaught() {
    UnaryOperator<DownstreamRule> forgetful = rule -> new DownstreamRule() {
      @Override
      public List<TaskMove> decide(List<DependentTask> dependents) {
        return rule.decide(dependents).stream().filter(move -> move.to() != TaskStatus.SKIPPED).toList();
      }

      @Override
      public Optional<OrchestrationMove> settle(OrchestrationProgress progress) {
        return rule.settle(progress);
      }
    };

    assertThat(caught(forgetful)).isTrue();
  }

  @Test
  void aCoreThatNeverEndsAnOrchestrationIsCaught() {
    UnaryOperator<DownstreamRule> endless = rule -> rule::decide;

    assertThat(caught(endless)).isTrue();
  }

  @Test
  void aCoreThatGoesOnAfterAFailureThatShallEndEverythingIsCaught() {
    UnaryOperator<DownstreamRule> slow = rule -> new DownstreamRule() {
      @Override
      public List<TaskMove> decide(List<DependentTask> dependents) {
        return rule.decide(dependents);
      }

      @Override
      public Optional<OrchestrationMove> settle(OrchestrationProgress progress) {
        return rule.settle(progress).filter(move -> move.rest().isEmpty());
      }
    };

    assertThat(caught(slow)).isTrue();
  }

  @Test
  void aCoreThatLooksAtNothingWhenDependenciesChangeIsCaught() {
    assertThat(caught(new Breakage(UnaryOperator.identity(), SimulationTest::decidingNothing))).isTrue();
  }

  private static DownstreamRule decidingNothing(DownstreamRule rule) {
    return new DownstreamRule() {
      @Override
      public List<TaskMove> decide(List<DependentTask> dependents) {
        return List.of();
      }

      @Override
      public Optional<OrchestrationMove> settle(OrchestrationProgress progress) {
        return rule.settle(progress);
      }
    };
  }
}
