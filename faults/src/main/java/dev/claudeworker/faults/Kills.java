package dev.claudeworker.faults;

import dev.claudeworker.torture.run.FaultPlay;
import dev.claudeworker.torture.run.Outcome;
import dev.claudeworker.torture.run.Rig;
import dev.claudeworker.torture.run.Run;
import dev.claudeworker.torture.workload.Pace;
import java.util.random.RandomGenerator;

/** What is done to the server's process as a whole. */
final class Kills {

  private static final long LONGEST_LIFE_MS = 2_500;
  private static final long PAUSE_SECONDS = Long.getLong("faults.pause", 60);

  private Kills() {}

  static Outcome play(Stage stage, FaultPlay play) throws Exception {
    try (var rig = new Rig(stage.program(), stage.folder(), Settings.of(stage))) {
      return Run.of(rig, Pace.USUAL, stage.seed(), play);
    }
  }

  /** Kills the server so often, each time at a random moment, some of them while it is starting. */
  static Outcome server(Stage stage, int kills) throws Exception {
    return play(stage, (rig, random) -> {
      for (int i = 0; i < kills; i++) {
        Thread.sleep(random.nextLong(LONGEST_LIFE_MS));
        rig.killServer();
        if (random.nextInt(5) == 0) {
          killWhileStarting(rig, random);
        }
        rig.start();
      }
      Thread.sleep(500);
    });
  }

  private static void killWhileStarting(Rig rig, RandomGenerator random) throws Exception {
    rig.begin();
    Thread.sleep(random.nextLong(1_500));
    rig.killServer();
  }

  /** A little of each, for a run that has to be short. */
  static Outcome mixed(Stage stage) throws Exception {
    return play(stage, (rig, random) -> {
      for (int i = 0; i < 2; i++) {
        Thread.sleep(random.nextLong(200, 1_000));
        rig.killServer();
        rig.start();
        Thread.sleep(random.nextLong(200, 1_000));
        rig.loseMachine();
        rig.start();
      }
    });
  }

  /** Ends the server and all children together; lock, record and pid files stay. */
  static Outcome machine(Stage stage) throws Exception {
    return play(stage, (rig, random) -> {
      for (int i = 0; i < 3; i++) {
        Thread.sleep(random.nextLong(300, LONGEST_LIFE_MS));
        rig.loseMachine();
        rig.start();
      }
      Thread.sleep(500);
    });
  }

  /** Stops the server with SIGSTOP, lets it go on, and kills it a moment after. */
  static Outcome pause(Stage stage) throws Exception {
    return play(stage, (rig, random) -> {
      Thread.sleep(random.nextLong(500, LONGEST_LIFE_MS));
      rig.fault("server stopped for " + PAUSE_SECONDS + " s", false);
      rig.server().signal("STOP");
      Thread.sleep(PAUSE_SECONDS * 1_000);
      rig.server().signal("CONT");
      Thread.sleep(random.nextLong(1_000));
      if (random.nextBoolean()) {
        rig.killServer();
        rig.start();
      }
      Thread.sleep(1_000);
    });
  }
}
