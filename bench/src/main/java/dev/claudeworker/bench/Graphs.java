package dev.claudeworker.bench;

import dev.claudeworker.queue.DependencyChange;
import dev.claudeworker.queue.OrchestrationRequest;
import dev.claudeworker.queue.OrchestrationSubmission;
import dev.claudeworker.spi.dag.EdgeCondition;
import dev.claudeworker.spi.storage.Dependency;
import dev.claudeworker.spi.task.GateScope;
import dev.claudeworker.spi.task.TaskId;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** What graphs cost: storing, releasing, reading, changing; with an executor that does nothing. */
final class Graphs implements Measurement {

  private static final int LARGE = 10_000;
  private static final int HUGE = 100_000;
  private static final int SMALL = 100;
  private static final int STEPS = 40;
  private static final int ROUNDS = 5;
  private static final int SLOTS = 4;

  @Override
  public void measure(Installation program, Report report) throws Exception {
    Path home = program.freshHome("graphs");
    try (var core = EmbeddedCore.open(program, home, SLOTS)) {
      core.untilCompleted(GraphRequests.levels(LARGE / 10));
      measureRuns(core, report);
      core.queue().pause(GateScope.ALL, EmbeddedCore.BENCH);
      measureStored(core, report);
    }
  }

  private static void measureRuns(EmbeddedCore core, Report report) throws InterruptedException {
    var steps = new Samples();
    for (int round = 0; round < ROUNDS; round++) {
      steps.add(core.untilCompleted(GraphRequests.levels(STEPS)));
    }
    report.below("graph of 40 tasks, from submit to completed, median of " + ROUNDS, steps.median(), 300, "ms");
    report.below(
        "chain of 10,000, per step", core.untilCompleted(GraphRequests.chain(LARGE)) / LARGE, 2, "ms");
    report.below(
        "fan-out of 10,000, from the start of the first task to the release of all others",
        core.fromStartToRelease(GraphRequests.fanOut(LARGE + 1), LARGE), 1_000, "ms");
  }

  private static void measureStored(EmbeddedCore core, Report report) {
    double large = submitMillis(core, GraphRequests.levels(LARGE));
    report.below("10,000 tasks accepted and stored", large, 1_000, "ms");
    OrchestrationRequest huge = GraphRequests.levels(HUGE);
    long before = System.nanoTime();
    OrchestrationSubmission stored = core.orchestrations().submit(huge, Optional.empty());
    double hugeMillis = (System.nanoTime() - before) / 1e6;
    report.below("100,000 tasks accepted and stored", hugeMillis, 12_000, "ms");
    report.atMost("100,000 by 10,000 tasks", hugeMillis / large, 12, "");

    OrchestrationSubmission small = core.orchestrations().submit(GraphRequests.levels(SMALL), Optional.empty());
    double inSmall = addMillis(core, small.tasks());
    double inHuge = addMillis(core, stored.tasks());
    report.figure("dependency added in a graph of 100, median", Report.text(inSmall, "ms"));
    report.figure("dependency added in a graph of 100,000, median", Report.text(inHuge, "ms"));

    OrchestrationSubmission shown = core.orchestrations().submit(GraphRequests.levels(LARGE), Optional.empty());
    var reads = new Samples();
    for (int round = 0; round < ROUNDS * 4; round++) {
      long start = System.nanoTime();
      var view = core.orchestrations().view(shown.orchestration().id(), Optional.empty(), LARGE).orElseThrow();
      if (view.tasks().size() != LARGE) {
        throw new IllegalStateException("read " + view.tasks().size() + " tasks");
      }
      reads.add((System.nanoTime() - start) / 1e6);
    }
    report.below("status of 10,000 tasks read, median", reads.median(), 100, "ms");
    System.gc();
    var runtime = Runtime.getRuntime();
    report.figure(
        "heap in use while 120,000 tasks wait, the definitions still referenced",
        Report.text((runtime.totalMemory() - runtime.freeMemory()) / 1048576.0, "MB"));
  }

  private static double submitMillis(EmbeddedCore core, OrchestrationRequest request) {
    long before = System.nanoTime();
    core.orchestrations().submit(request, Optional.empty());
    return (System.nanoTime() - before) / 1e6;
  }

  /** Adds edges between the ends of a graph that are far apart. */
  private static double addMillis(EmbeddedCore core, List<TaskId> tasks) {
    var samples = new Samples();
    for (int round = 0; round < ROUNDS * 4; round++) {
      TaskId task = tasks.get(tasks.size() - 1 - round);
      var upstream = new Dependency.Upstream.Existing(tasks.get(round));
      var change = new DependencyChange(List.of(new Dependency(upstream, EdgeCondition.COMPLETED)), Set.of());
      long before = System.nanoTime();
      core.orchestrations().change(task, change, OptionalLong.empty(), EmbeddedCore.BENCH);
      samples.add((System.nanoTime() - before) / 1e6);
    }
    return samples.median();
  }
}
