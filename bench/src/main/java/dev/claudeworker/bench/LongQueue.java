package dev.claudeworker.bench;

import dev.claudeworker.scratch.ScratchPostgres;
import dev.claudeworker.spi.task.GateScope;
import java.nio.file.Path;
import java.util.Optional;

/** What a long queue on PostgreSQL costs: the same claims before a thousand queued tasks and before a million. */
final class LongQueue implements Measurement {

  private static final int SHORT = 1_000;
  private static final int SLOTS = 4;
  private static final int PART = 10_000;

  private final int longQueue;
  private final int claims;
  private final int rounds;

  LongQueue(Scale scale) {
    longQueue = scale.of(Integer.getInteger("bench.history", 1_000_000), 2_000);
    claims = scale.of(500, 100);
    rounds = scale.of(5, 1);
  }

  @Override
  public void measure(Installation program, Report report) throws Exception {
    Optional<Path> installed = ScratchPostgres.installed();
    if (installed.isEmpty()) {
      report.figure("left out", "no PostgreSQL is installed");
      return;
    }
    try (
        var postgres = ScratchPostgres.durable(installed.get(), program.scratch());
        var few = EmbeddedServers.open(program, postgres.createDatabase(), 1, SLOTS);
        var many = EmbeddedServers.open(program, postgres.createDatabase(), 1, SLOTS)) {
      fill(few, SHORT);
      long before = System.nanoTime();
      fill(many, longQueue);
      report.figure(
          "queueing %,d tasks".formatted(longQueue),
          Report.text(longQueue * 1e9 / (System.nanoTime() - before), "tasks/s"));
      var fewMillis = new Samples();
      var manyMillis = new Samples();
      for (int round = 0; round <= rounds; round++) {
        double one = millis(few);
        double other = millis(many);
        // The first one warms up.
        if (round > 0) {
          fewMillis.add(one);
          manyMillis.add(other);
        }
      }
      report.figure(
          "claim and finish one task with %d slots, %,d / %,d queued".formatted(SLOTS, SHORT, longQueue),
          Report.text(fewMillis.median(), "ms") + " / " + Report.text(manyMillis.median(), "ms"));
      report.atMost("the same: ratio", manyMillis.median() / fewMillis.median(), 1.5, "x");
    }
  }

  private static void fill(EmbeddedServers servers, int count) {
    EmbeddedCore core = servers.get(0);
    core.queue().pause(GateScope.ALL, EmbeddedCore.BENCH);
    for (int left = count; left > 0; left -= PART) {
      core.submit(Requests::noop, Math.min(left, PART));
    }
  }

  /** As many are queued again as were claimed. */
  private double millis(EmbeddedServers servers) throws InterruptedException {
    double perSecond = servers.opened(claims).perSecond();
    fill(servers, claims);
    return 1_000 / perSecond;
  }
}
