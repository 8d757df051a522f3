package dev.claudeworker.torture.doctor;

import dev.claudeworker.spi.JsonValue.JsonBoolean;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.tool.ToolRefusal;
import dev.claudeworker.tool.TrialPlace;
import dev.claudeworker.torture.doctor.CommitProbe.Commits;
import dev.claudeworker.torture.program.Installation;
import dev.claudeworker.torture.program.ScratchFolder;
import dev.claudeworker.torture.program.ServerGone;
import dev.claudeworker.torture.run.Outcome;
import dev.claudeworker.torture.run.Rig;
import dev.claudeworker.torture.run.Run;
import dev.claudeworker.torture.workload.Pace;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

/**
 * One run in its scratch place.
 *
 * @param program that is tried
 * @param place of its database
 * @param scratch where everything lies
 * @param time how long it takes
 * @param progress takes lines for people
 */
record Trial(Installation program, TrialPlace place, ScratchFolder scratch, Duration time, Consumer<String> progress) {

  private static final Duration LONGEST_SYNC = Duration.ofSeconds(2);
  private static final Duration LONGEST_COMMITS = Duration.ofSeconds(6);
  /** With less the server could not write what it was asked to keep, which proves nothing. */
  private static final long FULL = 16L << 20;

  JsonObject run() throws ToolRefusal, IOException {
    try {
      return play();
    } catch (IOException | ToolRefusal failed) {
      throw failed;
    } catch (InterruptedException _) {
      throw new ToolRefusal(TortureTool.UNDECIDED, "it was interrupted", "Run it again.");
    } catch (Exception failed) {
      throw undecided(failed);
    }
  }

  private JsonObject play() throws Exception {
    long end = System.nanoTime() + time.toNanos();
    Latencies sync = SyncProbe.measure(scratch.path(), shorter(LONGEST_SYNC, time.dividedBy(20)));
    progress.accept("the disk was measured; starting a server in " + scratch.path());
    long seed = ThreadLocalRandom.current().nextInt(1, Integer.MAX_VALUE);
    var spree = new KillingSpree(end, progress);
    try (var rig = new Rig(program, Files.createDirectory(scratch.path().resolve("run")), settings())) {
      firstStart(rig);
      Commits commits = CommitProbe.measure(rig, shorter(LONGEST_COMMITS, time.dividedBy(5)));
      progress.accept("the database was measured; killing the server again and again");
      try {
        Outcome outcome = Run.started(rig, Pace.USUAL, seed, spree);
        requireRoom();
        return new Findings(sync, commits, Optional.of(outcome), spree, Optional.empty()).document();
      } catch (ServerGone gone) {
        requireRoom();
        return new Findings(
            sync, commits, Optional.empty(), spree, Optional.of(String.valueOf(gone.getMessage()))).document();
      }
    }
  }

  /** If not even the first one works, nothing was broken yet. */
  private static void firstStart(Rig rig) throws IOException, InterruptedException, ToolRefusal {
    try {
      rig.start();
    } catch (ServerGone gone) {
      throw new ToolRefusal(
          TortureTool.UNDECIDED, "no server could be started there: " + gone.getMessage(),
          "Mend what it says; 'claude-worker doctor' may tell more.");
    }
  }

  private JsonObject settings() {
    JsonObject nothing = JsonObject.EMPTY.with("min_free_memory", 0).with("min_free_disk", 0);
    JsonObject settings = JsonObject.EMPTY.with("worker", JsonObject.EMPTY.with("max_workers", Pace.USUAL.clients()))
        .with("resources", nothing)
        .with("notify", JsonObject.EMPTY.with("enabled", new JsonBoolean(false)));
    for (var part : place.settings().members().entrySet()) {
      settings = settings.with(part.getKey(), part.getValue());
    }
    return settings;
  }

  private void requireRoom() throws ToolRefusal, IOException {
    if (Files.getFileStore(scratch.path()).getUsableSpace() < FULL) {
      throw new ToolRefusal(
          TortureTool.UNDECIDED, "the disk became full meanwhile, so nothing is proved",
          "Make room, or choose a folder on another disk: --scratch FOLDER.");
    }
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private static ToolRefusal undecided(Exception failed) {
    Throwable cause = failed.getCause() == null ? failed : failed.getCause();
    return new ToolRefusal(
        TortureTool.UNDECIDED, "it could not be played to its end, so nothing is proved: " + cause,
        "Run it again; if it happens again, please report it.");
  }
}
