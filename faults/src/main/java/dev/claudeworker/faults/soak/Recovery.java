package dev.claudeworker.faults.soak;

import dev.claudeworker.torture.program.Api;
import dev.claudeworker.torture.program.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;

/** From the start of a server after a kill -9, before a long queue, to its first claim, as the attempt itself tells it. */
final class Recovery {

  private static final int WORKERS = 4;
  private static final int TASK_MS = 100;
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private Recovery() {}

  /** Milliseconds, one for each kill, in order of size. */
  static List<Long> measure(Installation program, Path folder, String storage, SoakOrder order) throws Exception {
    try (var stage = SoakStage.open(program, folder, storage, WORKERS)) {
      stage.rig().start();
      new Submitters(new Api(stage.rig().home()), new Ledger(), new Semaphore(Integer.MAX_VALUE), order.tasks(),
          System.nanoTime() + Duration.ofHours(1).toNanos(), TASK_MS).run();
      awaitCaches(program.caches());
      List<Long> times = new ArrayList<>();
      try (var stamps = new StampReader(stage.stamps())) {
        for (int kill = 0; kill < order.kills(); kill++) {
          awaitStart(stamps);
          stage.rig().killServer();
          stamps.read((_, _) -> {
          });
          long begun = System.currentTimeMillis();
          stage.rig().begin();
          long taken = awaitStart(stamps) - begun;
          System.out.println("  kill " + (kill + 1) + ": " + taken + " ms");
          times.add(taken);
          stage.rig().awaitReady();
        }
      }
      return times.stream().sorted().toList();
    }
  }

  /** A home has its start-up cache from the second start on; it is made at low priority, which here takes its time. */
  private static void awaitCaches(Path caches) throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos() * 2;
    while (System.nanoTime() < end) {
      if (Files.isDirectory(caches) && hasServers(caches)) {
        return;
      }
      Thread.sleep(200);
    }
    System.out.println("  (no start-up cache was made; the times are without one)");
  }

  private static boolean hasServers(Path caches) throws IOException {
    try (Stream<Path> files = Files.list(caches)) {
      return files.anyMatch(file -> file.toString().matches(".*/server-[^/]*[.]aot"));
    }
  }

  private static long awaitStart(StampReader stamps) throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    long[] first = new long[1];
    while (first[0] == 0) {
      if (System.nanoTime() > end) {
        throw new IOException("no task began within " + PATIENCE.toSeconds() + " s");
      }
      stamps.read((_, millis) -> first[0] = first[0] == 0 ? millis : first[0]);
      Thread.sleep(5);
    }
    return first[0];
  }
}
