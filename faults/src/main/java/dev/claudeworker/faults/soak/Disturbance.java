package dev.claudeworker.faults.soak;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Breaks something every half minute. */
final class Disturbance {

  private static final long EVERY_MS = Long.getLong("faults.soak.every", 30_000);
  private static final long LONGEST_PAUSE_MS = 10_000;

  private final SoakStage stage;
  private final Ledger ledger;
  private final RandomGenerator random;

  Disturbance(SoakStage stage, Ledger ledger, RandomGenerator random) {
    this.stage = stage;
    this.ledger = ledger;
    this.random = random;
  }

  /** Goes on until a thread has ended, and leaves a server that works. */
  void until(Thread load) throws Exception {
    while (!load.join(Duration.ofMillis(random.nextLong(EVERY_MS * 4 / 5, EVERY_MS * 6 / 5)))) {
      disturb();
    }
  }

  private void disturb() throws Exception {
    int draw = random.nextInt(stage.postgres().isPresent() ? 4 : 3);
    switch (draw) {
      case 0, 1 -> kill();
      case 2 -> pause();
      default -> endSessions();
    }
  }

  private void kill() throws Exception {
    stage.rig().killServer();
    // After the last line that it could write.
    ledger.killed(System.currentTimeMillis());
    stage.rig().start();
  }

  private void pause() throws Exception {
    stage.rig().fault("server paused", false);
    stage.rig().server().signal("STOP");
    Thread.sleep(random.nextLong(1_000, LONGEST_PAUSE_MS));
    stage.rig().server().signal("CONT");
  }

  private void endSessions() throws Exception {
    stage.rig().fault("sessions of the database ended", false);
    stage.postgres()
        .orElseThrow()
        .execute("postgres",
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + stage.database() + "'");
  }
}
