package dev.claudeworker.plugin.h2;

import dev.claudeworker.spi.storage.ClaimedTask;
import dev.claudeworker.spi.storage.Group;
import dev.claudeworker.spi.storage.NewTask;
import dev.claudeworker.spi.storage.Storage;
import dev.claudeworker.spi.storage.Unit;
import dev.claudeworker.spi.testkit.Claims;
import dev.claudeworker.spi.testkit.Finishes;
import dev.claudeworker.spi.testkit.Groups;
import dev.claudeworker.spi.testkit.NewTasks;
import dev.claudeworker.spi.testkit.ReleaseOrSkip;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Measures groups that finish and claim, durable, on one thread. Not a test: run it by hand,
 * {@code GroupBench <tasks> <slots...>}. The time of the processor is told beside that of the clock, because a busy machine
 * only stretches the latter.
 */
final class GroupBench {

  private static final int SUBMITTED_AT_ONCE = 100;

  private GroupBench() {}

  public static void main(String[] arguments) throws IOException {
    int tasks = Integer.parseInt(arguments[0]);
    for (int index = 1; index < arguments.length; index++) {
      int slots = Integer.parseInt(arguments[index]);
      try (H2Fixture fixture = H2Fixture.empty(); Storage storage = fixture.open()) {
        measure("submit", tasks, tasks / SUBMITTED_AT_ONCE, () -> submit(storage, tasks));
        measure("run on " + slots + " slots", tasks, tasks / slots, () -> run(storage, slots));
        System.out.printf("  %s%n", storage.counts());
        measure("close", 1, 1, storage::close);
        measure("open again", 1, 1, () -> fixture.open().close());
      }
    }
  }

  private static void submit(Storage storage, int tasks) {
    for (int done = 0; done < tasks; done += SUBMITTED_AT_ONCE) {
      List<Unit> units = new ArrayList<>();
      for (int index = 0; index < SUBMITTED_AT_ONCE; index++) {
        NewTask task = NewTasks.aTask().claimOrder(done + index).build();
        units.add(new Unit.Submit(List.of(task), Optional.empty()));
      }
      storage.apply(new Group(units, new ReleaseOrSkip(), Optional.empty()));
    }
  }

  private static void run(Storage storage, int slots) {
    Claims claims = Claims.by("bench").limit(slots).leaseFor(Duration.ofMinutes(1));
    List<ClaimedTask> running = storage.apply(Groups.claiming(claims)).claimed();
    while (!running.isEmpty()) {
      Unit[] finishes = running.stream().map(Finishes::completed).toArray(Unit[]::new);
      running = storage.apply(Groups.claiming(claims, finishes)).claimed();
    }
  }

  private static void measure(String what, int tasks, int groups, Runnable work) {
    long clock = System.nanoTime();
    long processor = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    work.run();
    double seconds = (System.nanoTime() - clock) / 1e9;
    double busy = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - processor) / 1e9;
    System.out.printf(
        "%s: %.0f tasks/s, %.3f ms per group (%.3f ms of the processor)%n",
        what,
        tasks / seconds,
        1000 * seconds / groups,
        1000 * busy / groups);
  }
}
