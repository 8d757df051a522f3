package dev.claudeworker.bench;

import java.nio.file.Path;

/** {@code true} as a task of the shell executor against a bare loop that starts the same script, by turns in one process. */
final class ShellThroughput implements Measurement {

  private static final int SLOTS = 4;
  private static final int WARM_UP = 500;
  private static final int COUNT = 1_000;
  private static final int ROUNDS = 5;

  @Override
  public void measure(Installation program, Report report) throws Exception {
    Path home = program.freshHome("shell");
    try (var core = EmbeddedCore.open(program, home, SLOTS)) {
      var loop = new BareLoop(home, SLOTS);
      core.perSecond(() -> Requests.shell("true"), WARM_UP);
      loop.perSecond(WARM_UP);
      var bare = new Samples();
      var tasks = new Samples();
      var ratio = new Samples();
      for (int round = 0; round < ROUNDS; round++) {
        double bareNow = loop.perSecond(COUNT);
        double tasksNow = core.perSecond(() -> Requests.shell("true"), COUNT);
        bare.add(bareNow);
        tasks.add(tasksNow);
        ratio.add(100 * tasksNow / bareNow);
      }
      report.figure("bare loop with 4 threads, median of " + ROUNDS, Report.text(bare.median(), "starts/s"));
      report.figure("tasks through the queue with 4 slots", Report.text(tasks.median(), "tasks/s"));
      report.atLeast("tasks against the bare loop, median of the ratios", ratio.median(), 70, "%");
    }
  }
}
