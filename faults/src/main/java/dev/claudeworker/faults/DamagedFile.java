package dev.claudeworker.faults;

import dev.claudeworker.torture.check.Checker;
import dev.claudeworker.torture.check.FinalTask;
import dev.claudeworker.torture.check.Promise;
import dev.claudeworker.torture.check.Violation;
import dev.claudeworker.torture.history.Line;
import dev.claudeworker.torture.program.ServerGone;
import dev.claudeworker.torture.run.Outcome;
import dev.claudeworker.torture.run.Rig;
import dev.claudeworker.torture.run.Run;
import dev.claudeworker.torture.workload.Pace;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * The file of a database that was closed well loses its end or some bits. The server either says that it is damaged, at its start or
 * when it meets the place, or goes on with every acknowledged task. Afterwards the undamaged file is put back.
 */
final class DamagedFile {

  private static final int DAMAGES = 6;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private DamagedFile() {}

  static Outcome play(Stage stage) throws Exception {
    try (var rig = new Rig(stage.program(), stage.folder(), Settings.of(stage))) {
      Outcome undamaged =
          Run.of(rig, Pace.USUAL, stage.seed(), (_, random) -> Thread.sleep(random.nextLong(3_000, 6_000)));
      List<Violation> violations = damages(rig, new SplittableRandom(stage.seed()));
      return new Outcome(
          undamaged.operations(), undamaged.tasks(), undamaged.children(), rig.faults(), rig.recoveries(),
          undamaged.with(violations).violations());
    }
  }

  /** Run.of has stopped the server; what the workload was told stands in the history. */
  private static List<Violation> damages(Rig rig, RandomGenerator random) throws Exception {
    List<Violation> violations = new ArrayList<>();
    Path database = rig.home().resolve("data/claude-worker.mv.db");
    Path whole = rig.folder().resolve("whole");
    Files.copy(database, whole);
    List<Line> history = rig.history().read();
    for (int i = 0; i < DAMAGES; i++) {
      Files.copy(whole, database, StandardCopyOption.REPLACE_EXISTING);
      String damage = damage(database, random);
      rig.fault(damage, false);
      violations.addAll(look(rig, history, damage));
    }
    return violations;
  }

  private static String damage(Path file, RandomGenerator random) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      if (random.nextBoolean()) {
        long length = random.nextLong(channel.size());
        channel.truncate(length);
        return "the file ends at byte " + length;
      }
      long place = random.nextLong(channel.size());
      ByteBuffer one = ByteBuffer.allocate(1);
      channel.read(one, place);
      one.put(0, (byte) (one.get(0) ^ 1 << random.nextInt(8))).rewind();
      channel.write(one, place);
      return "a bit of byte " + place + " is turned";
    }
  }

  private static List<Violation> look(Rig rig, List<Line> history, String damage) throws Exception {
    try {
      rig.start();
      List<FinalTask> tasks = rig.settle(PATIENCE);
      rig.server().stop();
      return Checker.check(history, tasks).stream().map(found -> because(found, damage)).toList();
    } catch (ServerGone refused) {
      return isExplained(rig)
          ? List.of()
          : List.of(new Violation(Promise.KEPT, "-", damage + ", and what is said is: " + rig.server().lastWords()));
    } catch (IOException unreadable) {
      rig.server().kill();
      return String.valueOf(unreadable.getMessage()).contains("is damaged")
          ? List.of()
          : List.of(new Violation(Promise.KEPT, "-", damage + ", the server starts and then says " + unreadable));
    }
  }

  private static boolean isExplained(Rig rig) throws IOException {
    return !rig.server().isAlive() && rig.server().lastWords().contains("is damaged");
  }

  private static Violation because(Violation found, String damage) {
    return new Violation(found.promise(), found.task(), found.what() + " (" + damage + ")");
  }
}
