package dev.claudeworker.faults;

import dev.claudeworker.scratch.ScratchPostgres;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.torture.run.Outcome;
import dev.claudeworker.torture.run.Rig;
import dev.claudeworker.torture.run.Run;
import dev.claudeworker.torture.workload.Pace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** What is done to PostgreSQL; the server itself goes on. */
final class DatabaseFaults {

  private static final long SECONDS_OF_TROUBLE = 6;

  private DatabaseFaults() {}

  /** Does something to a database. */
  private interface Trouble {
    void make(Rig rig, ScratchPostgres postgres, String database, RandomGenerator random) throws Exception;
  }

  /** Ends PostgreSQL without a checkpoint and starts it again, twice. */
  static Outcome crash(Stage stage) throws Exception {
    return play(stage, (rig, postgres, _, random) -> {
      for (int i = 0; i < 2; i++) {
        Thread.sleep(random.nextLong(500, 2_000));
        rig.fault("PostgreSQL crashed and started again", false);
        postgres.crash(random.nextLong(1_500));
      }
    });
  }

  /** Ends all sessions of the server five times a second. */
  static Outcome terminate(Stage stage) throws Exception {
    return play(stage, (rig, postgres, database, _) -> {
      for (int i = 0; i < SECONDS_OF_TROUBLE * 5; i++) {
        rig.fault("pg_terminate_backend", false);
        postgres.execute(
            "postgres", "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + database + "'");
        Thread.sleep(200);
      }
    });
  }

  /** Takes all connections that are left, then ends the server's own, so that it finds no new one for a while. */
  static Outcome exhaust(Stage stage) throws Exception {
    return play(stage, (rig, postgres, database, _) -> {
      rig.fault("no connection is left", false);
      List<Process> sessions = new ArrayList<>();
      try {
        for (int i = 0; i < 40; i++) {
          sessions.add(postgres.psql("postgres", "SELECT pg_sleep(" + SECONDS_OF_TROUBLE + ")"));
        }
        Thread.sleep(500);
        sessions.add(postgres.psql(
            "postgres", "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + database + "'"));
        Thread.sleep(SECONDS_OF_TROUBLE * 1_000);
      } finally {
        sessions.forEach(Process::destroy);
      }
    });
  }

  /** Holds a lock on the table that every group writes to last. */
  static Outcome lock(Stage stage) throws Exception {
    return play(stage, (rig, postgres, database, _) -> {
      rig.fault("somebody holds a lock on a table of every group", false);
      Process holder = postgres.psql(
          database,
          "BEGIN; LOCK TABLE event_head IN ACCESS EXCLUSIVE MODE; SELECT pg_sleep(" + SECONDS_OF_TROUBLE
              + "); COMMIT");
      if (holder.waitFor() != 0) {
        throw new IOException("the lock could not be taken");
      }
    });
  }

  private static Outcome play(Stage stage, Trouble trouble) throws Exception {
    JsonObject settings = Settings.of(stage);
    try (var rig = new Rig(stage.program(), stage.folder(), settings)) {
      return Run.of(rig, Pace.USUAL, stage.seed(), (running, random) -> {
        Thread.sleep(1_000);
        trouble.make(running, stage.postgres().orElseThrow(), Settings.database(settings), random);
        Thread.sleep(1_500);
      });
    }
  }
}
