package dev.claudeworker.faults;

import dev.claudeworker.faults.agent.DiskAgent;
import dev.claudeworker.faults.agent.DiskLog;
import dev.claudeworker.torture.run.Outcome;
import dev.claudeworker.torture.run.Rig;
import dev.claudeworker.torture.run.Run;
import dev.claudeworker.torture.workload.Pace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The machine loses power: its processes are gone, and of the database file and its journal there is what was synced, with a random
 * part of what was written since. An agent in the server notes all writes; all other files stay as they were.
 */
final class PowerCuts {

  private static final String OPTIONS = "CLAUDE_WORKER_SERVER_JAVA_OPTS";
  private static final int CUTS = 5;

  private PowerCuts() {}

  static Outcome play(Stage stage) throws Exception {
    Path agent = AgentJar.writeInto(stage.folder(), DiskAgent.class, DiskLog.class);
    try (var rig = new Rig(stage.program(), stage.folder(), Settings.of(stage))) {
      return Run.of(rig, Pace.USUAL, stage.seed(), (running, random) -> {
        // The first start makes the file, under another name.
        running.server().stop();
        for (int cut = 1; cut <= CUTS; cut++) {
          cut(running, agent, running.folder().resolve("disk-" + cut), random);
        }
        running.environment(OPTIONS, "");
        running.start();
      });
    }
  }

  private static void cut(Rig rig, Path agent, Path log, RandomGenerator random) throws Exception {
    Path database = rig.home().resolve("data/claude-worker" + DiskLog.DATABASE);
    Path journal = rig.home().resolve("data/claude-worker" + DiskLog.JOURNAL);
    Path before = log.resolveSibling(log.getFileName() + ".before");
    Files.copy(database, before);
    rig.environment(OPTIONS, "-javaagent:" + agent + "=" + log);
    rig.start();
    Thread.sleep(Duration.ofMillis(random.nextLong(200, 2_500)));
    rig.loseMachine();
    DiskImage.make(before, notes(log, DiskLog.DATABASE), random, database);
    // Every server makes a journal of its own.
    Path empty = Files.createFile(log.resolveSibling(log.getFileName() + ".empty"));
    DiskImage.make(empty, notes(log, DiskLog.JOURNAL), random, journal);
  }

  private static List<DiskImage.Note> notes(Path log, String ending) throws IOException {
    List<DiskImage.Note> notes = DiskImage.read(DiskLog.of(log, ending));
    if (DiskImage.certain(notes) == 0) {
      throw new IOException("no sync of " + ending + " was noted, so nothing can be proved");
    }
    return notes;
  }
}
