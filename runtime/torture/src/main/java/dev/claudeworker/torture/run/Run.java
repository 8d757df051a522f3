package dev.claudeworker.torture.run;

import dev.claudeworker.torture.check.Checker;
import dev.claudeworker.torture.check.FinalTask;
import dev.claudeworker.torture.history.Line;
import dev.claudeworker.torture.workload.Pace;
import dev.claudeworker.torture.workload.Workload;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/** Clients at work while something is broken; then everything comes to its end, and the history is checked. */
public final class Run {

  private static final Duration SETTLING = Duration.ofSeconds(120);

  private Run() {}

  /**
   * Runs.
   *
   * @param rig freshly laid out
   * @param pace of the clients
   * @param seed decides what clients do and when things break
   * @param play what is broken
   */
  public static Outcome of(Rig rig, Pace pace, long seed, FaultPlay play) throws Exception {
    rig.start();
    return started(rig, pace, seed, play);
  }

  /**
   * Runs where the server works already.
   *
   * @param rig whose server is ready
   * @param pace of the clients
   * @param seed decides what clients do and when things break
   * @param play what is broken
   */
  public static Outcome started(Rig rig, Pace pace, long seed, FaultPlay play) throws Exception {
    var workload = Workload.begin(rig.home(), rig.history(), pace, seed);
    try {
      play.play(rig, new SplittableRandom(~seed));
    } finally {
      workload.finish();
    }
    List<FinalTask> tasks = rig.settle(SETTLING);
    rig.server().stop();
    List<Line> history = rig.history().read();
    long children = history.stream().filter(Line.Started.class::isInstance).count();
    return new Outcome(
        workload.answered(), tasks.size(), children, rig.faults(), rig.recoveries(), Checker.check(history, tasks));
  }
}
