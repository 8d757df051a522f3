package dev.claudeworker.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.claudeworker.queue.DependencyChange;
import dev.claudeworker.queue.OrchestrationRequest;
import dev.claudeworker.queue.OrchestrationSubmission;
import dev.claudeworker.spi.dag.EdgeCondition;
import dev.claudeworker.spi.dag.OrchestrationId;
import dev.claudeworker.spi.storage.Dependency;
import dev.claudeworker.spi.task.GateScope;
import dev.claudeworker.spi.task.TaskId;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** What graphs cost: storing, releasing, reading, changing; with an executor that does nothing. */
final class Graphs implements Measurement {

  private final int largeGraph;
  private final int hugeGraph;
  private static final int SMALL = 100;
  private static final int STEPS = 40;
  private final int rounds;
  private static final int SLOTS = 4;

  Graphs(Scale scale) {
    largeGraph = scale.of(10_000, 300);
    hugeGraph = scale.of(100_000, 3_000);
    rounds = scale.of(5, 2);
  }

  @Override
  public void measure(Installation program, Report report) throws Exception {
    Path home = program.freshHome("graphs");
    try (var core = EmbeddedCore.open(program, home, SLOTS)) {
      core.untilCompleted(GraphRequests.levels(largeGraph / 10));
      measureRuns(core, report);
      core.queue().pause(GateScope.ALL, EmbeddedCore.BENCH);
      measureStored(core, report);
    }
  }

  private void measureRuns(EmbeddedCore core, Report report) throws InterruptedException {
    var steps = new Samples();
    for (int round = 0; round < rounds; round++) {
      steps.add(core.untilCompleted(GraphRequests.levels(STEPS)));
    }
    report.below("graph of 40 tasks, from submit to completed, median of " + rounds, steps.median(), 300, "ms");
    report.below(
        "chain of %,d, per step".formatted(largeGraph),
        core.untilCompleted(GraphRequests.chain(largeGraph)) / largeGraph, 2, "ms");
    report.below(
        "fan-out of %,d, from the start of the first task to the release of all others".formatted(largeGraph),
        core.fromStartToRelease(GraphRequests.fanOut(largeGraph + 1), largeGraph), 1_000, "ms");
  }

  private void measureStored(EmbeddedCore core, Report report) {
    Stored large = store(core, largeGraph);
    large.report("%,d tasks accepted and stored".formatted(largeGraph), 1_000, report);
    Stored huge = store(core, hugeGraph);
    huge.report("%,d tasks accepted and stored".formatted(hugeGraph), 12_000, report);
    report.atMost("%,d by %,d tasks, clock".formatted(hugeGraph, largeGraph), huge.millis() / large.millis(), 12, "");
    report.atMost(
        "%,d by %,d tasks, processor".formatted(hugeGraph, largeGraph),
        huge.processorMillis() / large.processorMillis(), 12, "");
    report.figure("dependency added in a graph of 100, median",
        Report.text(addMillis(core, store(core, SMALL).submission().tasks()), "ms"));
    report.figure("dependency added in a graph of %,d, median".formatted(hugeGraph),
        Report.text(addMillis(core, huge.submission().tasks()), "ms"));
    measureStatus(core, store(core, largeGraph).submission().orchestration().id(), report);
    measureMemory(report);
  }

  private void measureStatus(EmbeddedCore core, OrchestrationId shown, Report report) {
    var reads = new Samples();
    for (int round = 0; round < rounds * 4; round++) {
      long start = System.nanoTime();
      var view = core.orchestrations().view(shown, Optional.empty(), largeGraph).orElseThrow();
      if (view.tasks().size() != largeGraph) {
        throw new IllegalStateException("read " + view.tasks().size() + " tasks");
      }
      reads.add((System.nanoTime() - start) / 1e6);
    }
    report.below("status of %,d tasks read, median".formatted(largeGraph), reads.median(), 100, "ms");
  }

  private static void measureMemory(Report report) {
    System.gc();
    var runtime = Runtime.getRuntime();
    report.figure(
        "heap in use while all of them wait, of at most " + (runtime.maxMemory() >> 20) + " MB",
        Report.text((runtime.totalMemory() - runtime.freeMemory()) / 1048576.0, "MB"));
  }

  /** A graph that was stored, and what that took. */
  private record Stored(OrchestrationSubmission submission, double millis, double processorMillis) {

    void report(String what, double goal, Report report) {
      report.below(what, millis, goal, "ms");
      report.figure(what + ", time of the processor", Report.text(processorMillis, "ms"));
    }
  }

  private static Stored store(EmbeddedCore core, int tasks) {
    OrchestrationRequest request = GraphRequests.levels(tasks);
    var process = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    long processor = process.getProcessCpuTime();
    long before = System.nanoTime();
    OrchestrationSubmission submission = core.orchestrations().submit(request, Optional.empty());
    double millis = (System.nanoTime() - before) / 1e6;
    return new Stored(submission, millis, (process.getProcessCpuTime() - processor) / 1e6);
  }

  /** Adds edges between the ends of a graph that are far apart. */
  private double addMillis(EmbeddedCore core, List<TaskId> tasks) {
    var samples = new Samples();
    for (int round = 0; round < rounds * 4; round++) {
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
