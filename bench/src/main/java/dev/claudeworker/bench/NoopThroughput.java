package dev.claudeworker.bench;

import java.nio.file.Path;

/** Tasks per second through queue, worker and durable storage, with an executor that does nothing. */
final class NoopThroughput implements Measurement {

  private static final int WARM_UP = 10_000;
  private static final int COUNT = 10_000;
  private static final int ROUNDS = Integer.getInteger("bench.rounds", 3);

  @Override
  public void measure(Installation program, Report report) throws Exception {
    Path home = program.freshHome("noop");
    try (var core = EmbeddedCore.open(program, home, 64)) {
      core.perSecond(Requests::noop, WARM_UP);
      var few = new Samples();
      var many = new Samples();
      for (int round = 0; round < ROUNDS; round++) {
        core.resize(4);
        few.add(core.perSecond(Requests::noop, COUNT));
        core.resize(64);
        many.add(core.perSecond(Requests::noop, COUNT));
      }
      report.atLeast("4 slots, median of " + ROUNDS, few.median(), 3_000, "tasks/s");
      report.figure("4 slots, best", Report.text(few.percentile(100), "tasks/s"));
      report.atLeast("64 slots, median of " + ROUNDS, many.median(), 10_000, "tasks/s");
      report.figure("64 slots, best", Report.text(many.percentile(100), "tasks/s"));
    }
  }
}
