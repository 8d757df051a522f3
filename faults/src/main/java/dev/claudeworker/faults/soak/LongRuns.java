package dev.claudeworker.faults.soak;

import dev.claudeworker.torture.program.Installation;
import dev.claudeworker.torture.program.ScratchFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** {@code faults/run soak} and {@code faults/run recovery}. Arguments: the folder of the unpacked program, which, then theirs. */
public final class LongRuns {

  private static final long SOAK_TASKS = 1_000_000;
  private static final long WAITING_TASKS = 100_000;
  private static final long GOAL_MS = 3_000;

  private LongRuns() {}

  /** See the class. */
  public static void main(String[] arguments) throws Exception {
    boolean soak = arguments[1].equals("soak");
    SoakOrder order;
    try {
      order = SoakOrder.parse(
          Arrays.asList(arguments).subList(2, arguments.length), soak ? SOAK_TASKS : WAITING_TASKS);
    } catch (IllegalArgumentException wrong) {
      System.err.println("faults: " + wrong.getMessage());
      System.exit(2);
      return;
    }
    if (order.onlyReport()) {
      SoakSection.write(order.results(), Path.of(System.getProperty("faults.report", "fault-report.md")));
      return;
    }
    boolean good = true;
    try (var scratch = ScratchFolder.create(order.scratch(), "long-runs")) {
      var program = new Installation(Path.of(arguments[0]).toRealPath(), scratch.path().resolve("cache"));
      for (String storage : order.storages()) {
        Path folder = Files.createDirectory(scratch.path().resolve(storage));
        good &= soak ? soak(program, folder, storage, order) : recovery(program, folder, storage, order);
        if (!good && soak) {
          System.out.println("What is left of the run that failed: " + scratch.keep());
          break;
        }
      }
    }
    System.exit(good ? 0 : 1);
  }

  private static boolean soak(Installation program, Path folder, String storage, SoakOrder order) throws Exception {
    SoakResult result = Soak.run(program, folder, storage, order);
    Tally tally = result.tally();
    System.out.printf(Locale.ROOT,
        "soak %s: %,d tasks in %,d s, %d faults, %d lost, %d not completed, %d duplicated, %,d again after a kill%n"
            + "  pick-up p50/p99/most %d/%d/%d ms, available %.2f %%, heap %d MB, memory %d MB%n  data %s, stopped %d MB%n",
        storage, tally.acknowledged(), result.seconds(), result.faults(), tally.lost(), tally.unfinished(),
        tally.duplicated(), tally.again(), tally.pickup(50), tally.pickup(99), tally.pickup(100),
        result.availability(), result.heap() >> 20, result.memory() >> 20,
        result.sizes().stream().map(size -> size.tasks() + ": " + (size.bytes() >> 20) + " MB").toList(),
        result.stoppedBytes() >> 20);
    write(order.results(), "soak\t" + result.row());
    return tally.good();
  }

  private static boolean recovery(Installation program, Path folder, String storage, SoakOrder order)
      throws Exception {
    List<Long> times = Recovery.measure(program, folder, storage, order);
    long median = times.get((times.size() - 1) / 2);
    System.out.printf("recovery %s: %d kills before %d waiting tasks, start to first claim p50 %d ms, most %d ms%n",
        storage, times.size(), order.tasks(), median, times.getLast());
    write(order.results(), String.format(Locale.ROOT, "recovery\t| %s | %,d | %d | %.2f s | %.2f s |", storage,
        order.tasks(), times.size(), median / 1e3, times.getLast() / 1e3));
    return times.getLast() < GOAL_MS;
  }

  private static void write(Path results, String line) throws IOException {
    Files.createDirectories(results.toAbsolutePath().getParent());
    Files.writeString(results, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }
}
