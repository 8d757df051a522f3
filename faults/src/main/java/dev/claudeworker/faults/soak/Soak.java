package dev.claudeworker.faults.soak;

import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.torture.program.Api;
import dev.claudeworker.torture.program.Installation;
import dev.claudeworker.torture.program.JsonReads;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** Very many small tasks, with a fault every half minute. */
final class Soak {

  private static final int WORKERS = 64;
  /** Deep enough to keep all workers busy, and no deeper, or pick-up would only tell how deep it is. */
  private static final int DEEPEST_QUEUE = 300;
  private static final Duration SETTLING = Duration.ofMinutes(3);

  private Soak() {}

  static SoakResult run(Installation program, Path folder, String storage, SoakOrder order) throws Exception {
    try (var stage = SoakStage.open(program, folder, storage, WORKERS)) {
      stage.rig().start();
      var ledger = new Ledger();
      var room = new Semaphore(DEEPEST_QUEUE);
      var failed = new AtomicReference<Optional<Exception>>(Optional.empty());
      long begun = System.nanoTime();
      var load = new Submitters(new Api(stage.rig().home()), ledger, room, order.tasks(),
          begun + TimeUnit.MINUTES.toNanos(order.minutes()), 0);
      var watch = new Watch(stage, ledger, room);
      Thread watching = begin(watch::run, failed);
      Thread loading = begin(load::run, failed);
      new Disturbance(stage, ledger, new SplittableRandom(order.seed())).until(loading);
      long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun);
      settle(ledger, failed);
      watch.end();
      watching.join();
      Optional<Exception> broken = failed.get();
      if (broken.isPresent()) {
        throw new IOException("the run broke off, which proves nothing", broken.get());
      }
      find(stage, ledger);
      ledger.missing().stream().limit(3).forEach(System.out::println);
      stage.rig().server().stop();
      return new SoakResult(storage, seconds, stage.rig().faults(), ledger.tally(), watch.availability().percent(),
          watch.vitals().mostHeap(), watch.vitals().mostMemory(), watch.quarters(), stage.dataBytes());
    }
  }

  private interface Work {
    void run() throws Exception;
  }

  private static Thread begin(Work work, AtomicReference<Optional<Exception>> failed) {
    return Thread.ofPlatform().start(() -> {
      try {
        work.run();
      } catch (Exception broken) {
        failed.set(Optional.of(broken));
      }
    });
  }

  private static void settle(Ledger ledger, AtomicReference<Optional<Exception>> failed) throws InterruptedException {
    long end = System.nanoTime() + SETTLING.toNanos();
    while (ledger.began() < ledger.acknowledged() && System.nanoTime() < end && failed.get().isEmpty()) {
      Thread.sleep(100);
    }
    // What has begun needs a moment to be written down as completed.
    Thread.sleep(1_000);
  }

  private static void find(SoakStage stage, Ledger ledger) throws IOException, InterruptedException {
    var api = new Api(stage.rig().home());
    String cursor = "";
    do {
      Api.Answer page = api.get("/api/v1/tasks?limit=200" + (cursor.isEmpty() ? "" : "&cursor=" + cursor));
      if (!page.good()) {
        throw new IOException("the list of tasks was answered with " + page.status());
      }
      for (JsonObject task : JsonReads.objects(page.body(), "tasks")) {
        ledger.found(JsonReads.number(task, "id"), JsonReads.text(task, "status"));
      }
      cursor = JsonReads.text(page.body(), "next_cursor");
    } while (!cursor.isEmpty());
  }
}
