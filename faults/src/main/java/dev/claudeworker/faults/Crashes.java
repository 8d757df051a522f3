package dev.claudeworker.faults;

import dev.claudeworker.faults.agent.CrashAgent;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.torture.run.Outcome;
import dev.claudeworker.torture.run.Rig;
import dev.claudeworker.torture.run.Run;
import dev.claudeworker.torture.workload.Pace;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.random.RandomGenerator;

/** The server killed at named places of its code, woven in by an agent. */
final class Crashes {

  static final int POINTS_A_RUN = 4;

  private static final String OPTIONS = "CLAUDE_WORKER_SERVER_JAVA_OPTS";
  private static final Duration REACHING = Duration.ofSeconds(100);
  private static final int DIED_THERE = 137;
  private static final int UNTIL_STOP_MS = 500;

  private Crashes() {}

  /** Four places a seed, so that four seeds in a row visit them all. */
  static Outcome play(Stage stage) throws Exception {
    // Short leases, or none would be renewed before the run is over.
    JsonObject settings =
        Settings.of(stage).with("lease", JsonObject.EMPTY.with("duration", "3s").with("margin", "1s"));
    Path agent = AgentJar.writeInto(stage.folder(), CrashAgent.class);
    try (var rig = new Rig(stage.program(), stage.folder(), settings)) {
      return Run.of(rig, Pace.USUAL, stage.seed(), (running, random) -> {
        for (int i = 0; i < POINTS_A_RUN; i++) {
          int place = Math.floorMod((int) (stage.seed() - 1) * POINTS_A_RUN + i, CrashPoint.ALL.size());
          crash(running, agent, CrashPoint.ALL.get(place), random);
        }
      });
    }
  }

  private static void crash(Rig rig, Path agent, CrashPoint point, RandomGenerator random) throws Exception {
    Thread.sleep(random.nextLong(300, 1_000));
    rig.killServer();
    rig.fault("killed where " + point.name(), false);
    int visit = 1 + random.nextInt(point.mostVisits());
    rig.environment(OPTIONS, "-javaagent:" + agent + "=" + point.place(visit));
    rig.begin();
    if (point.whileStopping()) {
      rig.awaitReady();
      Thread.sleep(UNTIL_STOP_MS);
      rig.server().signal("TERM");
    }
    if (!rig.server().awaitEnd(REACHING)) {
      rig.server().kill();
      System.out.println("  (not reached within " + REACHING.toSeconds() + " s: " + point.name() + ")");
    } else if (rig.server().exitCode() != DIED_THERE) {
      throw new IOException("the server ended by itself: " + rig.server().lastWords());
    }
    rig.environment(OPTIONS, "");
    rig.start();
  }
}
