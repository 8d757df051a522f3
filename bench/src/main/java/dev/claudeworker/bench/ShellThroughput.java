package dev.claudeworker.bench;

import java.nio.file.Path;

/** {@code true} as a task of the shell executor against a bare loop that starts the same script, by turns in one process. */
final class ShellThroughput implements Measurement {

  private static final int SLOTS = 4;
  private final int warmUp;
  private final int count;
  private final int rounds;

  ShellThroughput(Scale scale) {
    warmUp = scale.of(500, 40);
    count = scale.of(1_000, 100);
    rounds = scale.of(5, 1);
  }

  @Override
  public void measure(Installation program, Report report) throws Exception {
    Path home = program.freshHome("shell");
    try (var core = EmbeddedCore.open(program, home, SLOTS)) {
      var loop = new BareLoop(home, SLOTS);
      core.perSecond(() -> Requests.shell("true"), warmUp);
      loop.perSecond(warmUp);
      var bare = new Samples();
      var tasks = new Samples();
      var ratio = new Samples();
      for (int round = 0; round < rounds; round++) {
        double bareNow = loop.perSecond(count);
        double tasksNow = core.perSecond(() -> Requests.shell("true"), count);
        bare.add(bareNow);
        tasks.add(tasksNow);
        ratio.add(100 * tasksNow / bareNow);
      }
      report.figure("bare loop with 4 threads, median of " + rounds, Report.text(bare.median(), "starts/s"));
      report.figure("tasks through the queue with 4 slots", Report.text(tasks.median(), "tasks/s"));
      report.atLeast("tasks against the bare loop, median of the ratios", ratio.median(), 70, "%");
    }
  }
}
