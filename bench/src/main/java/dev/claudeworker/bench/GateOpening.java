package dev.claudeworker.bench;

import dev.claudeworker.spi.task.GateScope;
import java.nio.file.Path;

/** Opening a gate must not touch the tasks that wait behind it. */
final class GateOpening implements Measurement {

  private static final int FEW = 100;
  private static final int MANY = 100_000;
  private static final int ROUNDS = 100;

  @Override
  public void measure(Installation program, Report report) throws Exception {
    Path home = program.freshHome("gate");
    try (var core = EmbeddedCore.open(program, home, 0)) {
      core.submit(Requests::noop, FEW);
      Samples few = open(core, report);
      core.submit(Requests::noop, MANY - FEW);
      Samples many = open(core, report);
      report.figure("opening a gate before %,d / %,d waiting tasks, p50 (one sync included)".formatted(FEW, MANY),
          Report.text(few.median(), "ms") + " / " + Report.text(many.median(), "ms"));
      report.atMost("ratio", many.median() / few.median(), 1.5, "x");
    }
  }

  private static Samples open(EmbeddedCore core, Report report) {
    var millis = new Samples();
    long events = 0;
    for (int round = 0; round < ROUNDS; round++) {
      core.queue().pause(GateScope.ALL, EmbeddedCore.BENCH);
      long head = core.core().events().head();
      long before = System.nanoTime();
      core.queue().unpause(GateScope.ALL, EmbeddedCore.BENCH);
      millis.add((System.nanoTime() - before) / 1e6);
      events += core.core().events().head() - head;
    }
    report.atMost("events written per opening", (double) events / ROUNDS, 1, "");
    return millis;
  }
}
