package dev.claudeworker.bench;

import java.nio.file.Path;

/** Tasks per second through queue, worker and durable storage, with an executor that does nothing. */
final class NoopThroughput implements Measurement {

  private final int warmUp;
  private final int count;
  private final int rounds;

  NoopThroughput(Scale scale) {
    warmUp = scale.of(10_000, 1_000);
    count = scale.of(10_000, 1_000);
    rounds = scale.of(Integer.getInteger("bench.rounds", 3), 1);
  }

  @Override
  public void measure(Installation program, Report report) throws Exception {
    Path home = program.freshHome("noop");
    try (var core = EmbeddedCore.open(program, home, 64)) {
      core.perSecond(Requests::noop, warmUp);
      var few = new Samples();
      var many = new Samples();
      for (int round = 0; round < rounds; round++) {
        core.resize(4);
        few.add(core.perSecond(Requests::noop, count));
        core.resize(64);
        many.add(core.perSecond(Requests::noop, count));
      }
      report.atLeast("4 slots, median of " + rounds, few.median(), 3_000, "tasks/s");
      report.figure("4 slots, best", Report.text(few.percentile(100), "tasks/s"));
      report.atLeast("64 slots, median of " + rounds, many.median(), 10_000, "tasks/s");
      report.figure("64 slots, best", Report.text(many.percentile(100), "tasks/s"));
    }
  }
}
