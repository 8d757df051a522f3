package dev.claudeworker.bench;

import dev.claudeworker.spi.task.GateScope;
import java.nio.file.Path;

/** Opening a gate must not touch the tasks that wait behind it. */
final class GateOpening implements Measurement {

  private static final int FEW = 100;
  private final int manyTasks;
  private final int rounds;

  GateOpening(Scale scale) {
    manyTasks = scale.of(100_000, 2_000);
    rounds = scale.of(100, 20);
  }

  @Override
  public void measure(Installation program, Report report) throws Exception {
    Path home = program.freshHome("gate");
    try (var core = EmbeddedCore.open(program, home, 0)) {
      core.submit(Requests::noop, FEW);
      Samples few = open(core, report);
      core.submit(Requests::noop, manyTasks - FEW);
      Samples many = open(core, report);
      report.figure("opening a gate before %,d / %,d waiting tasks, p50 (one sync included)".formatted(FEW, manyTasks),
          Report.text(few.median(), "ms") + " / " + Report.text(many.median(), "ms"));
      report.atMost("opening a gate: ratio", many.median() / few.median(), 1.5, "x");
    }
  }

  private Samples open(EmbeddedCore core, Report report) {
    var millis = new Samples();
    long events = 0;
    for (int round = 0; round < rounds; round++) {
      core.queue().pause(GateScope.ALL, EmbeddedCore.BENCH);
      long head = core.core().events().head();
      long before = System.nanoTime();
      core.queue().unpause(GateScope.ALL, EmbeddedCore.BENCH);
      millis.add((System.nanoTime() - before) / 1e6);
      events += core.core().events().head() - head;
    }
    report.atMost("events written per opening", (double) events / rounds, 1, "");
    return millis;
  }
}
